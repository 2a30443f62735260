"""The desk's intake: a raw news page in, a draft entry out, every proposal with the span that proves it.

Read in this order: `decode` (bytes → text), `extract` (text → page without furniture; `plain_lines`, `html_page`, `state_document`, `furniture`, `stamps`), then one module a
subject: `recognise_dates`, `recognise_provinces` (with `cities`), `recognise_documents`, `recognise_officials` (with `person_names`, `posts`, `offices`),
`recognise_topics`, `recognise_figures`, `recognise_source` (`lists` reads the lists they look things up in); `proposal` puts them together, `draft` writes the entry, `registry_drafts` the people and
documents not known yet, `fetch` gets a page, `importing` does one source or a folder.
"""

from .decode import NotAPage
from .draft import SOURCE_MARKER, draft, own_text, source_text
from .fetch import FetchRefused, fetch
from .importing import Imported, ImportRefused, import_batch, import_json, import_one
from .proposal import Proposal, propose

__all__ = [
    "SOURCE_MARKER", "FetchRefused", "ImportRefused", "Imported", "NotAPage", "Proposal",
    "draft", "fetch", "import_batch", "import_json", "import_one", "own_text", "propose", "source_text",
]
