"""Word files of the parts that a test is about."""

import io
import zipfile

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "x": "urn:example:of-a-vendor",
    }.items()
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NAMED = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text, inside="", properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}{inside}</w:p>"


def item(text, level=0, of=1):
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return paragraph(text, properties=numbers)


def numbering(*levels):
    """A list that is numbered so: (format, text) or (format, text, start) of each level."""
    inside = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start[0] if start else 1}"/>'
        f'<w:numFmt w:val="{shown}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (shown, text, *start) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def style(name, properties="", of="paragraph", based_on="", whole=""):
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{of}" w:styleId="{name}"><w:name w:val="{name}"/>{based}{whole}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def word_file(body, *, notes=(), styles="", lists="", parts=(), spaces=SPACES):
    """The bytes of a Word file. `parts` are (kind, name, content) of what the document names."""
    found = [("styles", "styles.xml", f"<w:styles {SPACES}>{styles}</w:styles>")]
    found.append(("numbering", "numbering.xml", f"<w:numbering {SPACES}>{lists}</w:numbering>"))
    inside = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in enumerate(notes, 2)
    )
    found.append(("footnotes", "footnotes.xml", f"<w:footnotes {SPACES}>{inside}</w:footnotes>"))
    found += parts
    named = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        for number, (kind, name, _content) in enumerate(found)
    )
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{NAMED}"><Relationship Id="r" Type="{OFFICE}/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{NAMED}">{named}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}": content for _kind, name, content in found},
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()
