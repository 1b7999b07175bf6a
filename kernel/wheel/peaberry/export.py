"""What nbconvert lets through when a notebook is exported with its HTML sanitized, as JupyterLab proposes.

nbconvert 7 cleans headings, paragraphs and table heads away too: its list of tags is that of comments in a forum.
This is an extension of Jupyter Server, which puts our filter in the place of that one unless a configuration names another.
Scripts, event handlers, frames and forms stay out; so do addresses that are no web page, mail or picture.
"""

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = ["p", "br", "hr", "div", "pre", "dl", "dt", "dd", "details", "summary", "figure", "figcaption", "img", "progress"]
TABLES = ["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"]
WORDS = ["span", "del", "ins", "s", "sub", "sup", "kbd", "samp", "var", "small", "mark", "q", "u"]
TAGS = {*bleach.ALLOWED_TAGS, *HEADINGS, *BLOCKS, *TABLES, *WORDS}

EVERYWHERE = {"class", "id", "style", "title", "align"}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
    "progress": {"value", "max"},
}
STYLES = {
    *ALLOWED_CSS_PROPERTIES,
    *(f"border{side}" for side in ("", "-left", "-right", "-top", "-bottom")),
    *(f"{box}{side}" for box in ("margin", "padding") for side in ("", "-left", "-right", "-top", "-bottom")),
    *("min-width", "max-width", "max-height", "overflow-x", "font-variant-numeric"),
    *("align-items", "flex-wrap", "gap"),
}


def allowed(tag, name, value):
    """Whether an attribute may stay; an embedded picture may, any other address of data may not."""
    if name not in EVERYWHERE | ATTRIBUTES.get(tag, set()):
        return False
    data = value.strip().lower().startswith("data:")
    return not data or tag == "img" and value.strip().lower().startswith("data:image/")


def clean_html(element):
    """The filter of nbconvert's templates that bears this name."""
    text = element.decode() if isinstance(element, bytes) else str(element)
    return bleach.clean(
        text,
        tags=TAGS,
        attributes=allowed,
        protocols={*bleach.ALLOWED_PROTOCOLS, "data"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
    )


def _load_jupyter_server_extension(server):
    """What Jupyter Server calls when it starts."""
    filters = server.config.HTMLExporter.setdefault("filters", {})
    filters.setdefault("clean_html", clean_html)


def _jupyter_server_extension_points():
    return [{"module": "peaberry.export"}]
