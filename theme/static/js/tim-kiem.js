/* Search, in the reader's browser: the other half of the bridge (plugins/newsroom/search_words.py), a small client for Pagefind's engine, and the page /tim-kiem/.

   Pagefind's own pagefind.js is not used: it is 47 kB, takes "exact marks" for a whole page and not for one question, ignores a word that an index does not have, and cannot
   ask one shard. The engine (WebAssembly) and the index files are Pagefind 1.6's, pinned in package-lock.json; tests ask this file more than a hundred questions.

   Nothing but this file is loaded before the reader comes to the box, or arrives with a question in the address. */

const END = "\u02bc", KEY = "\u02b9";
const END_OF_WORD = /(?<=[\p{L}\p{N}])(?![\p{L}\p{N}])(?!(?<=[0-9])[.,][0-9])/gu;
const WORD = /[0-9]+(?:[.,][0-9]+)+|[\p{L}\p{N}]+/gu;
const LONGEST = 200, MOST_WORDS = 16;

// The bridge.

const letters = (text) => text.normalize("NFC").replace(/[\u02bc\u02b9]/g, "’").replace(/ḑ/g, "d").replace(/Ḑ/g, "D").replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "").replace(/đ/g, "ḑ").replace(/Đ/g, "Ḑ");

/** The text as it is indexed. */
export const toIndex = (text) => letters(text).replace(END_OF_WORD, END);

/** A whole name as one word; "" when it has no letter or digit. */
export function keyOf(name) {
  const words = (letters(name).match(WORD) ?? []).map((word) => word[0] === "0" ? word.replace(/^0+/, "") : word).join("").replace(/[.,]/g, "").toLowerCase();
  return words ? `${KEY}${words}${END}` : "";
}

/** Indexed text as readers know it. */
export const plain = (text) => text.replaceAll(END, "").replaceAll("ḑ", "đ").replaceAll("Ḑ", "Đ");

const bare = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

/** A word of the question as the engine wants it: as typed, without marks, and whether it has any. */
function termOf(word) {
  const typed = (toIndex(word).match(/[\p{L}\p{N}]+/gu) ?? []).join("").toLowerCase(), folded = bare(typed);
  return { typed, folded, toned: typed !== folded };
}

/** The question's phrases and words, in order; each a list of terms. */
export function unitsOf(question) {
  const units = [], loose = [];
  for (const [, phrase, word] of question.slice(0, LONGEST).matchAll(/["“”„«»]([^"“”„«»]+)(?:["“”„«»]|$)|([^\s"“”„«»]+)/g)) {
    const terms = (phrase ?? word).split(/\s+/).map(termOf).filter((term) => term.folded);
    if (phrase && terms.length > 1) units.push({ phrase: true, terms });
    else loose.push(...terms);
  }
  if (loose.length) units.unshift({ phrase: false, terms: loose.slice(0, MOST_WORDS) });
  return units;
}

const OPEN = { "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ", "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ" };
const CLOSED = Object.fromEntries(Object.entries(OPEN).map(([old, later]) => [later, old]));
const moved = (text, pairs) => text.replace(/(?<!q)(?:[òóỏõọ][ae]|[ùúủũụ]y|o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/gu, (pair) => pairs[pair] ?? pair);
const I = "iìíỉĩị", Y = "yỳýỷỹỵ";
const swapped = (text) => text.replace(/(?<=(?:^|[^\p{L}])(?:[hklmst]|qu))([iìíỉĩịyỳýỷỹỵ])(?!\p{L})/gu, (one) => I.includes(one) ? Y[I.indexOf(one)] : I[Y.indexOf(one)]);

/** The ways the same words are spelled: as typed, then with the tone of hòa where hoà has it, and the other way round; last with kỹ for kĩ. */
export function spellingsOf(question) {
  const typed = question.normalize("NFC").toLowerCase();
  return [...new Set([typed, moved(typed, CLOSED), moved(typed, OPEN), swapped(moved(typed, CLOSED))])];
}

const FILLERS = /(?<=^|\s)(?:số|so|của|cua|năm|nam|tỉnh|tinh|thành phố|thanh pho|tp\.?|ông|bà|đồng chí)\s+/giu;

/** The keys a question may be: itself, and itself without the words that mean nothing in a name. */
export const keysOf = (question) => [...new Set([question, question.replace(FILLERS, "")].map((text) => keyOf(text.replace(/["“”„«»]/g, " "))))].filter(Boolean);

/** Document numbers inside a longer question. */
const numbersIn = (question) => question.match(/(?<![\p{L}\p{N}])\d{1,5}\s?(?:\/\s?\d{4}\s?)?[-–/]\s?\p{L}[\p{L}\d&]*(?:\s?[-–/]\s?[\p{L}\d&]+)*/gu) ?? [];

// The engine.

const decoder = new TextDecoder(), encoder = new TextEncoder();

async function fetched(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
}

/** The bytes of one of Pagefind's files: compressed, unless the server has undone that, and after a mark of 12 bytes. */
async function unpacked(url) {
  let data = new Uint8Array(await (await fetched(url)).arrayBuffer());
  if (data[0] === 0x1f && data[1] === 0x8b) data = new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  return data.subarray(12);
}

class Engine {
  static async load(url) {
    const engine = new Engine();
    const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table() {
      const table = engine.wasm.__wbindgen_externrefs, at = table.grow(4);
      [undefined, undefined, null, true, false].forEach((value, index) => table.set(index ? at + index - 1 : 0, value));
    } } };
    const { instance } = await WebAssembly.instantiate(await unpacked(url), imports);
    engine.wasm = instance.exports;
    engine.wasm.__wbindgen_start();
    return engine;
  }

  put(bytes) {
    const at = this.wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }

  /** Calls a function that takes a shard and bytes or texts and gives the shard back, changed. */
  change(name, shard, data) {
    return this.wasm[name](...(shard ? [shard] : []), ...this.put(typeof data === "string" ? encoder.encode(data) : data)) >>> 0;
  }

  /** Calls a function that takes a shard, texts and flags and gives JSON. */
  ask(name, shard, texts, ...flags) {
    const [at, length] = this.wasm[name](shard, ...texts.flatMap((text) => this.put(encoder.encode(text))), ...flags);
    try {
      return JSON.parse(decoder.decode(new Uint8Array(this.wasm.memory.buffer, at >>> 0, length)));
    } finally {
      this.wasm.__wbindgen_free(at, length, 1);
    }
  }
}

/** What the newest entry has over the oldest: enough to decide between equals. */
const RECENT = 0.8;

/** What words that stand together have over the same words apart. */
const TOGETHER = 3;

/** Pages asked at a time, from the newest to the oldest, until something is found; then all the others are asked at once. */
const WAVES = [600, 2400];

/** Above this score all words of the question stand in the title. */
const TITLED = 8.5;
const WEIGHTS = JSON.stringify({ term_similarity: null, page_length: 0.4, term_saturation: null, term_frequency: null, diacritic_similarity: null, meta_weights: { t: 9, w: 1.5, n: 0.5, x: 1, y: 1 } });

/** One index among those of the site. */
class Shard {
  constructor(engine, base, about) {
    Object.assign(this, about, { engine, base: `${base}${about.id}/`, asked: new Map(), groups: new Map() });
  }

  async open() {
    this.at = this.engine.change("init_pagefind", 0, await unpacked(`${this.base}${this.meta}`));
    this.at = this.engine.change("set_ranking_weights", this.at, WEIGHTS);
    return this;
  }

  once(url, name) {
    if (!this.asked.has(url)) {
      this.asked.set(url, unpacked(url).then((data) => { this.at = this.engine.change(name, this.at, data); }).catch((error) => { this.asked.delete(url); throw error; }));
    }
    return this.asked.get(url);
  }

  /** Loads what the engine needs to find `words` among pages with `filters`. */
  async prepare(words, filters) {
    const chunks = this.engine.ask("request_indexes", this.at, [words]).map((name) => this.once(`${this.base}index/${name}.pf_index`, "load_index_chunk"));
    const lists = this.engine.ask("request_filter_indexes", this.at, [JSON.stringify(filters)]).map((name) => this.once(`${this.base}filter/${name}.pf_filter`, "load_filter_chunk"));
    await Promise.all([...chunks, ...lists]);
  }

  find(terms, { phrase = false, exact = false, filters = {}, sort = "" } = {}) {
    const asked = [terms.map((term) => term.folded).join(" "), terms.map((term) => term.typed).join(" "), JSON.stringify(filters), sort];
    return this.engine.ask("search", this.at, asked, phrase, exact).results;
  }

  /** How many pages have the word. The engine passes over a word it does not know, or takes the longest one it begins with, and would find pages without it. */
  has(term, exact) {
    const key = `${exact} ${exact ? term.typed : term.folded}`;
    if (!this.asked.has(key)) this.asked.set(key, this.find([term], { phrase: term.folded.endsWith(END), exact }).length);
    return this.asked.get(key);
  }

  /** What the engine's scores of `terms` are to be divided by: in a small shard every word is rarer, and so counts more, than in a large one. */
  rarity(terms, exact) {
    return terms.reduce((sum, term) => sum + Math.log(1 + (this.count - this.has(term, exact) + 0.5) / (this.has(term, exact) + 0.5)), 0.01);
  }

  /** The pages with all `units`, as page → result. With "exact" every mark must fit, with "mixed" those that were typed, with "loose" none. */
  pagesWith(units, way, options) {
    let found;
    for (const { phrase, terms } of units) {
      const exact = way === "exact" || way === "mixed" && phrase && terms.every((term) => term.toned);
      const toned = way === "mixed" && !phrase ? terms.filter((term) => term.toned) : [];
      if (terms.some((term) => !this.has(term, exact)) || toned.some((term) => !this.has(term, true))) return new Map();
      let results = this.find(terms, { ...options, phrase, exact });
      if (toned.length) {
        const allowed = new Set(this.find(toned, { ...options, exact: true }).map((one) => one.p));
        results = results.filter((one) => allowed.has(one.p));
      }
      if (!options.sort) {
        // What the engine scores a phrase with is the weight of whichever field it looked at first; the score of its words is better.
        const other = phrase || terms.length > 1 ? new Map(this.find(terms, { ...options, phrase: !phrase, exact }).map((one) => [one.p, one.s])) : new Map(), share = 1 / this.rarity(terms, exact);
        for (const one of results) one.s = (phrase ? other.get(one.p) ?? 0 : one.s) * share + (phrase || other.has(one.p) ? TOGETHER : 0);
      }
      const before = found;
      found = new Map();
      for (const one of results) {
        const other = before?.get(one.p);
        if (!before || other) found.set(one.p, { page: one.p, group: one.g ?? "", score: options.sort ? one.s : one.s + (other?.score ?? 0), places: [...(other?.places ?? []), ...one.l.map((place) => place.l)], fields: one.mf ?? [] });
      }
    }
    return found ?? new Map();
  }

  async page({ page, group }) {
    const name = group || page;
    if (!this.groups.has(name)) this.groups.set(name, unpacked(`${this.base}fragment/${name}.pf_fragment`).then((data) => JSON.parse(decoder.decode(data))).catch((error) => { this.groups.delete(name); throw error; }));
    const found = await this.groups.get(name);
    return group ? found[page] : found;
  }
}

/** All indexes of the site. */
export class Index {
  constructor(base) {
    this.base = base;
  }

  async open(fresh = false) {
    const about = await (await fetched(`${this.base}chi-muc.json`, fresh ? { cache: "reload" } : {})).json();
    this.shards = [];
    if (about.engine) {
      const engine = await Engine.load(`${this.base}${about.engine}`);
      this.shards = about.shards.map((one) => new Shard(engine, this.base, one));
      for (const shard of this.shards) {
        shard.total = this.shards.filter((other) => other.kinds.join() === shard.kinds.join()).reduce((sum, one) => sum + one.count, 1);
        shard.dated = shard.filters.includes("nam");
      }
    }
    return this;
  }

  ready(shard) {
    return shard.opened ??= shard.open().catch((error) => { shard.opened = undefined; throw error; });
  }

  /** What a shard holds of each kind of page, with the filters that tell them apart. */
  sources(shard, choice) {
    const filters = Object.fromEntries(["tinh", "chu-de", "nam"].filter((name) => choice[name]).map((name) => [name, choice[name]]));
    if (Object.keys(filters).some((name) => !shard.filters.includes(name))) return [];
    return shard.kinds.filter((kind) => !choice.loai || choice.loai === kind).map((kind) => ({ kind, filters: shard.kinds.length > 1 ? { ...filters, loai: kind } : filters }));
  }

  /** The results of one shard, tried one way. */
  async inShard(shard, units, way, choice) {
    const sources = this.sources(shard, choice);
    if (!sources.length) return [];
    await this.ready(shard);
    const words = units.flatMap((unit) => unit.terms.map((term) => term.folded)).join(" ");
    const all = Object.assign({}, ...sources.map((source) => source.filters));
    await shard.prepare(words, all);
    if (words && units.some(({ terms }) => terms.some((term) => !shard.has(term, false)))) return [];
    const sort = choice.xep === "moi" || !words ? "ngay:desc" : choice.xep === "cu" ? "ngay:asc" : "";
    return sources.flatMap(({ kind, filters }) => {
      const places = words && !sort && shard.dated ? new Map(shard.find(units[0].terms, { filters, sort: "ngay:desc" }).map((one) => [one.p, one.s])) : new Map();
      const found = words ? shard.pagesWith(units, way, { filters, sort }) : new Map(shard.find([], { filters, sort }).map((one) => [one.p, { page: one.p, group: one.g ?? "", score: one.s, places: [], fields: [] }]));
      const from = this.shards.indexOf(shard), older = this.shards.filter((other, at) => at > from && other.kinds.join() === shard.kinds.join()), all = older.reduce((sum, one) => sum + one.count, 0);
      return [...found.values()].map((one) => ({ ...one, shard, kind, order: from * (choice.xep === "cu" ? -1 : 1), score: Math.round(1000 * (one.score + RECENT * (places.has(one.page) ? (all + places.get(one.page)) / shard.total : 0))) / 1000 }));
    });
  }

  /** Pages that are called what was asked for, best first. */
  async named(question, choice) {
    const found = new Map();
    const shards = this.shards.filter((shard) => shard.named);
    for (const key of new Set(spellingsOf(question).flatMap(keysOf))) {
      const term = { typed: key, folded: bare(key), toned: key !== bare(key) };
      const sure = (await Promise.all(shards.map((shard) => this.inShard(shard, [{ terms: [term] }], "exact", { ...choice, xep: "" })))).flat();
      const any = sure.length ? sure : (await Promise.all(shards.map((shard) => this.inShard(shard, [{ terms: [term] }], "loose", { ...choice, xep: "" })))).flat();
      for (const one of any) if (!found.has(one.page)) found.set(one.page, { ...one, places: [], own: one.fields.includes("x") });
    }
    if (!found.size) {
      const others = await Promise.all(numbersIn(question).filter((one) => keyOf(one) !== keyOf(question)).map((one) => this.named(one, choice)));
      for (const [only, ...more] of others) if (only && !more.length) found.set(only.page, only);
    }
    const kinds = ["tinh", "chu-de", "can-bo", "van-ban", "so-lieu", "ban-tin", "trang"];
    return [...found.values()].sort((a, b) => b.own - a.own || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.score - a.score);
  }

  /** Names that begin with what was typed. */
  async beginning(question, choice) {
    const key = keyOf(question).slice(0, -1);
    if (key.length < 3) return [];
    const shards = this.shards.filter((shard) => shard.named && shard.kinds.length > 1);
    const found = await Promise.all(shards.map((shard) => this.inShard(shard, [{ terms: [{ typed: key, folded: bare(key), toned: false }] }], "loose", choice)));
    return found.flat().sort((a, b) => b.score - a.score).slice(0, 5).map((one) => ({ ...one, places: [] }));
  }

  /** Answers a question; `show` is given what is known so far, and the return is the whole.

     In order, until something is found: the words with their marks; with the marks that were typed; without marks; with the last word unfinished; document numbers and
     the like taken apart; then names that begin like it. */
  async answer(question, choice, show = () => {}) {
    const units = unitsOf(question);
    if (!units.length && !["tinh", "chu-de", "nam", "loai"].some((name) => choice[name])) return { results: [], named: [], way: "nothing" };
    const named = units.length ? await this.named(question, choice) : [];
    if (named.length) await show({ results: [], named, way: "exact", more: true });
    for (const [way, asked] of plansFor(question, units)) {
      const results = await this.everywhere(asked, way === "apart" ? "loose" : way === "begun" ? "mixed" : way, choice, (results) => show({ results, named, way, units: asked, more: true }));
      if (results.length) return { results: without(results, named), named, way, units: asked };
    }
    return { results: [], named, way: "none", units, near: named.length ? [] : await this.beginning(question, choice), missing: units.length > 0 ? await this.missing(units, choice) : [] };
  }

  async everywhere(spellings, way, choice, show) {
    const best = new Map();
    const add = (found) => found.forEach((one) => { const id = `${one.shard.id} ${one.page}`; if (!(best.get(id)?.score >= one.score)) best.set(id, one); });
    const ordered = () => [...best.values()].sort((a, b) => choice.xep || !spellings[0].length ? a.order - b.order || b.score - a.score : b.score - a.score || a.order - b.order || (a.page < b.page ? -1 : 1));
    const inAll = (shards) => Promise.all(shards.flatMap((shard) => spellings.map(async (units) => add(await this.inShard(shard, units, way, choice)))));
    const newest = this.shards.filter((shard, at) => at === this.shards.findIndex((one) => one.kinds.join() === shard.kinds.join())), older = this.shards.filter((shard) => !newest.includes(shard));
    await inAll(newest);
    for (const most of WAVES) {
      if (best.size) break;
      let pages = 0;
      const past = older.findIndex((shard, at) => (pages += shard.count) > most && at > 0);
      await inAll(older.splice(0, past < 0 ? older.length : past));
    }
    if (best.size && older.length) {
      await show(ordered());
      await new Promise((done) => setTimeout(done, 30));  // the reader sees the first results before anything more is loaded
    }
    await inAll(older);
    return ordered();
  }

  /** The words of the question that no page has. */
  async missing(units, choice) {
    const terms = units.flatMap((unit) => unit.terms);
    const known = await Promise.all(terms.map(async (term) => (await this.everywhere([[{ phrase: false, terms: [term] }]], "loose", choice, () => {})).length > 0));
    return terms.filter((_, index) => !known[index]).map((term) => plain(term.typed));
  }
}

const without = (results, named) => { const known = new Set(named.map((one) => `${one.shard.id} ${one.page}`)); return results.filter((one) => !known.has(`${one.shard.id} ${one.page}`)); };

/** A day or month in words as one word, as entries and documents have it: "thang 4 nam 2025" is 4/2025. */
const dated = (text) => text.normalize("NFC").replace(/(?:(?:ngày|ngay)\s+)?(?:0?(\d{1,2})\s+)?(?:tháng|thang)\s+0?(\d{1,2})(?:\s*[/,-]\s*|\s+)(?:(?:năm|nam)\s+)?((?:19|20)\d\d)(?!\d)/giu, (_, day, month, year) => `${day ? `${day}/` : ""}${month}/${year}`);

/** The ways to try a question, the strictest first, each with the spellings of its words. */
function plansFor(question, units) {
  if (!units.length) return [["exact", [[]]]];
  const terms = units.flatMap((unit) => unit.terms), spelled = spellingsOf(question).map(unitsOf), plans = [];
  const day = dated(question), toned = terms.some((term) => term.toned);
  if (day !== question.normalize("NFC")) plans.push(["exact", [unitsOf(day)]], ["loose", [unitsOf(day)]]);
  if (toned) {
    plans.push(["exact", spelled.slice(0, 3)]);
    if (spelled.length > 3) plans.push(["exact", spelled.slice(3)]);
    if (terms.some((term) => !term.toned)) plans.push(["mixed", spelled.slice(0, 3)]);
    // Marks that fit nowhere are mistaken; then the words must at least stand together, or be many.
    plans.push(["loose", [units.map((unit) => ({ ...unit, phrase: unit.terms.length > 1 }))]]);
  }
  if (!toned || terms.length > 2) plans.push(["loose", [units]]);
  const apart = unitsOf(question.replace(/[^\p{L}\p{N}\p{M}\s"“”„«».,]+/gu, " ").replace(/(?<!\p{N})[.,]|[.,](?!\p{N})/gu, " "));
  if (apart.flatMap((unit) => unit.terms).length > terms.length) plans.push(["apart", [apart]]);
  if (spelled.length > 1 && !toned) plans.push(["loose", spelled.slice(1)]);
  const last = units[0].phrase ? null : units[0].terms.at(-1);
  if (last && last.folded.length > 2) plans.push(["begun", [[{ phrase: false, terms: [...units[0].terms.slice(0, -1), { ...last, folded: last.folded.slice(0, -1), typed: last.typed.slice(0, -1) }] }, ...units.slice(1)]]]);
  return plans;
}

// Excerpts.

const AROUND = 32;

/** The words around the places where the question's words stand, as [text, marked] pairs. */
export function excerptOf(content, places) {
  const words = content.trim().split(/\s+/), all = new Set(places.filter((place) => place < words.length));
  const together = [...all].filter((place) => all.has(place - 1) || all.has(place + 1)), marked = together.length ? new Set(together) : all;
  let start = 0, most = 0;
  for (const place of marked) {
    let count = 0;
    for (let at = place; at < place + AROUND - 6; at++) count += marked.has(at);
    if (count > most || count === most && place < start) [most, start] = [count, place];
  }
  start = Math.max(0, start - 5);
  for (let at = start; at > Math.max(0, start - 8); at--) if (/[.!?…]["”]?$/.test(plain(words[at - 1]))) { start = at; break; }
  const end = Math.min(words.length, start + AROUND), pieces = [];
  for (let at = start; at < end; at++) {
    const text = plain(words[at]), [, before, middle, after] = marked.has(at) ? text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}%]*)$/su) : [, text, "", ""];
    pieces.push([`${at > start ? " " : ""}${before}`, false], [middle, true], [after, false]);
  }
  const joined = [[start ? "… " : "", false]];
  for (const [text, mark] of pieces) {
    if (!text) continue;
    const last = joined.at(-1);
    if (last[1] === mark) last[0] += text;
    else if (mark && last[0] === " " && joined.at(-2)?.[1]) { joined.pop(); joined.at(-1)[0] += ` ${text}`; }
    else joined.push([text, mark]);
  }
  if (end < words.length) joined.push([" …", false]);
  return joined.filter(([text]) => text);
}

/** A title as [text, marked] pairs: the words of the question, with their marks when they were asked for with marks. */
export function markedTitle(title, terms, exact) {
  const asked = new Set(terms.map((term) => exact ? term.typed : term.folded));
  return title.split(/(\s+)/).flatMap((word) => {
    const [, before, middle, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    return [[before, false], [middle, middle !== "" && asked.has(termOf(middle)[exact ? "typed" : "folded"])], [after, false]].filter(([text]) => text);
  });
}

// The page.

const KINDS = { tin: "tin", "van-ban": "văn bản", "can-bo": "cán bộ", tinh: "tỉnh, thành phố", "chu-de": "chủ đề", "so-lieu": "chỉ tiêu", "ban-tin": "số bản tin", trang: "trang khác" };
const FIELDS = ["q", "loai", "tinh", "chu-de", "nam", "xep"];
const FIRST = { tin: 8 }, OTHERS = 4, NAMED = 6;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (key === "onclick") made.addEventListener("click", value); else if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const marks = (pairs) => pairs.map(([text, mark]) => mark ? element("mark", {}, text) : text);
const number = (value) => value.toLocaleString("vi-VN");

export class Page {
  constructor(form, base) {
    this.form = form;
    this.base = base;
    this.status = document.getElementById("dem");
    this.place = document.getElementById("ket-qua");
    this.turn = 0;
    form.addEventListener("focusin", () => this.load().catch(() => {}), { once: true });
    form.addEventListener("submit", (event) => { event.preventDefault(); this.go(true); });
    form.q.addEventListener("input", () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.go(false), 250); });
    form.addEventListener("change", (event) => { if (event.target !== form.q) this.go(true); });
    addEventListener("popstate", () => { this.fill(); this.search(); });
    addEventListener("keydown", (event) => this.walk(event));
    this.fill();
    if (FIELDS.some((name) => name !== "xep" && form[name].value)) this.search();
    else this.settle();
  }

  load(fresh = false) {
    if (!this.index || fresh) this.index = new Index(`${this.base}/tim-kiem/chi-muc/`).open(fresh).catch((error) => { this.index = undefined; throw error; });
    return this.index;
  }

  fill() {
    const asked = new URLSearchParams(location.search);
    for (const name of FIELDS) this.form[name].value = (asked.get(name) ?? "").slice(0, LONGEST);
    for (const name of FIELDS) if (this.form[name].selectedIndex === -1) this.form[name].value = "";
    this.form.querySelector("details")?.toggleAttribute("open", FIELDS.some((name) => name !== "q" && this.form[name].value));
  }

  choice() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.form[name].value.trim()]));
  }

  go(push) {
    clearTimeout(this.timer);
    const asked = new URLSearchParams(Object.entries(this.choice()).filter(([, value]) => value)), address = `${location.pathname}${asked.size ? `?${asked}` : ""}`;
    if (address !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", address);
    this.search();
  }

  async search(fresh = false) {
    const turn = ++this.turn, choice = this.choice(), current = () => turn === this.turn;
    document.title = `${choice.q ? `${choice.q} · ` : ""}${this.form.dataset.title}`;
    this.place.setAttribute("aria-busy", "true");
    if (choice.q) this.status.textContent = "Đang tìm…";
    try {
      const index = await this.load(fresh);
      if (!current()) return;
      if (!index.shards.length) return this.tell("Trang này chưa có chỉ mục tìm kiếm. Xin dùng các danh mục bên dưới.");
      const found = await index.answer(choice.q, choice, (part) => current() && this.draw(part, choice, current));
      if (current()) await this.draw(found, choice, current);
    } catch (error) {
      if (!current()) return;
      if (!fresh && /^404 /.test(error.message)) return this.search(true);  // a new edition of the site went up since the list of files was loaded
      console.error(error);
      this.tell("Không tải được chỉ mục tìm kiếm.", element("button", { type: "button", onclick: () => this.search(true) }, "Thử lại"));
    } finally {
      if (current()) this.place.removeAttribute("aria-busy");
      if (current()) this.settle();
    }
  }

  /** Shows again what stands below the answers: the page hides it while a question from the address is being answered, so that nothing on the screen moves. */
  settle() {
    document.documentElement.classList.remove("asked");
  }

  tell(text, ...more) {
    this.status.textContent = text;
    this.place.replaceChildren(...more);
  }

  async draw(found, choice, current) {
    const drawing = this.drawing = (this.drawing ?? 0) + 1, latest = () => current() && drawing === this.drawing;
    if (found.way === "nothing") return this.tell("");
    const terms = (Array.isArray(found.units?.[0]) ? found.units.flat() : found.units ?? unitsOf(choice.q)).flatMap((unit) => unit.terms), exact = found.way === "exact" && terms.some((term) => term.toned);
    const groups = new Map();
    for (const one of found.results) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
    const named = found.named.slice(0, NAMED), rest = found.named.slice(NAMED);
    for (const one of rest.reverse()) groups.set(one.kind, [one, ...(groups.get(one.kind) ?? [])]);
    const parts = [];
    if (named.length) parts.push(this.group("Đúng tên hoặc đúng số", named, terms, exact, NAMED, "dung-ten"));
    const strong = (results) => !choice.xep && results[0].score >= TITLED;
    const ordered = [...groups].sort(([a, some], [b, others]) => strong(others) - strong(some) || Object.keys(KINDS).indexOf(a) - Object.keys(KINDS).indexOf(b));
    for (const [kind, results] of ordered) parts.push(this.group(KINDS[kind][0].toUpperCase() + KINDS[kind].slice(1), results, terms, exact, FIRST[kind] ?? OTHERS, kind));
    const drawn = await Promise.all(parts);
    if (!latest()) return;
    const total = found.results.length + found.named.length;
    const tally = new Map();
    for (const one of [...found.named, ...found.results]) tally.set(one.kind, (tally.get(one.kind) ?? 0) + 1);
    const asked = choice.q ? ` cho “${choice.q}”` : "";
    this.status.textContent = total ? `${number(total)} kết quả${asked}: ${[...tally].sort(([a], [b]) => Object.keys(KINDS).indexOf(a) - Object.keys(KINDS).indexOf(b)).map(([kind, count]) => `${number(count)} ${KINDS[kind]}`).join(", ")}.${found.more ? " Đang tìm tiếp…" : ""}` : `Không có kết quả${asked}.`;
    const notes = { mixed: "", loose: exact || terms.some((term) => term.toned) ? "Không trang nào có đúng các dấu như đã gõ; dưới đây là kết quả khi bỏ dấu." : "", begun: "Không trang nào có trọn từ cuối; dưới đây là trang có từ bắt đầu như vậy.", apart: "" };
    const note = total && notes[found.way] ? [element("p", { class: "notice" }, notes[found.way])] : [];
    this.place.replaceChildren(...note, ...drawn, ...(total ? [] : [await this.nothing(found, choice)]));
  }

  async group(title, results, terms, exact, first, id) {
    const list = element("ol", { class: "found" });
    const more = async (count) => list.append(...await Promise.all(results.slice(list.children.length, list.children.length + count).map((one) => this.item(one, terms, exact))));
    await more(first);
    const heading = element("h2", { id: `nhom-${id}` }, title, " ", element("span", { class: "count" }, number(results.length)));
    const section = element("section", { "aria-labelledby": `nhom-${id}` }, heading, list);
    if (results.length > first) {
      const button = element("button", { type: "button", onclick: async () => {
        const before = list.children.length;
        await more(20);
        list.children[before]?.querySelector("a").focus();
        if (list.children.length >= results.length) button.remove();
        else button.textContent = label();
      } });
      const left = () => results.length - list.children.length;
      const label = () => left() > 20 ? `Xem thêm 20 trong ${number(left())} kết quả còn lại` : `Xem nốt ${number(left())} kết quả còn lại`;
      button.textContent = label();
      section.append(button);
    }
    return section;
  }

  async item(one, terms, exact) {
    const page = await one.shard.page(one);
    const title = plain(page.meta.t), note = plain(page.meta.n ?? "");
    return element("li", {}, element("h3", {}, element("a", { href: `${this.base}${page.url}` }, ...marks(joined(markedTitle(title, terms, exact))))),
      ...(note ? [element("p", { class: "note" }, note)] : []), element("p", {}, ...marks(excerptOf(page.content, one.places))));
  }

  async nothing(found, choice) {
    const tips = [];
    if (found.near?.length) {
      const pages = await Promise.all(found.near.map((one) => one.shard.page(one)));
      tips.push(element("p", {}, "Có phải bạn tìm: ", ...pages.flatMap((page, index) => [index ? ", " : "", element("a", { href: `${this.base}${page.url}` }, plain(page.meta.t))]), "?"));
    }
    if (found.missing?.length && found.missing.length < found.units.flatMap((unit) => unit.terms).length) {
      const kept = choice.q.split(/\s+/).filter((word) => !found.missing.includes(plain(termOf(word).typed))).join(" ");
      if (kept) tips.push(element("p", {}, `Không trang nào có ${found.missing.map((word) => `“${word}”`).join(", ")}. `, element("button", { type: "button", onclick: () => { this.form.q.value = kept; this.go(true); } }, `Tìm “${kept}”`)));
    }
    if (["loai", "tinh", "chu-de", "nam"].some((name) => choice[name])) {
      tips.push(element("p", {}, element("button", { type: "button", onclick: () => { for (const name of ["loai", "tinh", "chu-de", "nam"]) this.form[name].value = ""; this.go(true); } }, "Bỏ bộ lọc và tìm lại")));
    }
    const list = ["Gõ không dấu cũng được: “chuyen doi so” như “chuyển đổi số”.", "Bớt chữ, hoặc bỏ dấu ngoặc kép: trang phải có đủ mọi từ đã gõ.", "Tìm văn bản bằng số: “57-NQ/TW”, “NQ57”, “KH 25 Thái Nguyên”.", "Tìm nơi bằng tên cũ hay tên mới: “Tiền Giang” thấy cả Đồng Tháp."];
    return element("div", { class: "tips" }, ...tips, element("ul", {}, ...list.map((text) => element("li", {}, text))));
  }

  /** Arrows go from the box to the results and among them. */
  walk(event) {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    const links = [...this.place.querySelectorAll("h3 a")], at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== this.form.q || at < 0 && event.key === "ArrowUp") return;
    const next = event.key === "ArrowDown" ? links[at + 1] : links[at - 1] ?? this.form.q;
    if (next) { event.preventDefault(); next.focus(); }
  }
}

/** Neighbouring marked words as one mark. */
function joined(pairs) {
  const made = [];
  pairs.forEach(([text, mark], at) => {
    const on = mark || !text.trim() && pairs[at - 1]?.[1] && pairs[at + 1]?.[1], last = made.at(-1);
    if (last && last[1] === Boolean(on)) last[0] += text; else made.push([text, Boolean(on)]);
  });
  return made;
}

const form = document.getElementById("tim");
if (form) new Page(form, form.dataset.base);
