"""Hand-built findings: a small invented world in which everything a result can hold occurs.

The Harbour Bulletin wrote a report that is not in the corpus. ``a-coast`` republished it with a credit
line, ``b-inland`` in its own house style. ``c-metro`` came through two distributors from nobody knows
whom. ``d-north`` and ``e-south`` share text and nothing tells who was first. ``f-valley`` carries an
agency's credit, ``g-copy`` republished ``f-valley``, and ``h-alone`` wrote its own.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from provenance.model import (
    Block,
    BlockMatch,
    CountRange,
    DateRange,
    Divergence,
    Document,
    Drawn,
    Edge,
    EdgeKind,
    Edit,
    EditClass,
    EditKind,
    EditUnit,
    Evidence,
    Findings,
    Format,
    MentionedDate,
    Metadata,
    Pair,
    PairRelation,
    Passage,
    PassageType,
    Problem,
    Publisher,
    Quotation,
    QuotationMember,
    Reading,
    Rejected,
    Relation,
    Reuse,
    Role,
    Signal,
    SignalKind,
    Source,
    SourceKind,
    Span,
    Summary,
)
from provenance.settings import Settings

HOSTILE = (
    "<script>alert(1)</script>",
    '"];evil[label="',
    '<<TABLE HREF="javascript:alert(1)"><TR><TD>x</TD></TR></TABLE>>',
    "\u202egnihtemos\u202c left",
    "nul\x00 bell\x07 escape\x1b[31m",
    "lone \ud800 surrogate",
    "trailing backslash \\",
    "]]>&amp;<!-- -->",
    "{a|<p>b}",
    "漢字" * 40,
    "e\u0301" * 60,
    "x" * 400,
    "",
)
"""Strings that break what does not escape."""

_FERRY = "The night ferry to Osk was stopped on Monday after 9 crew members reported smoke in the engine room."
_QUOTE = "“Nobody was in danger at any moment,” said harbour master Ines Vald."
_TOLD = "Two passengers told the Harbour Bulletin that the alarm had rung for an hour."
_CLOSE = "The US owned operator expects to resume on Thursday, its President said."
_FERRY_B = "The night ferry to Osk was stopped on Monday after nine crew members reported smoke in the engine room."
_CLOSE_B = "The U.S. owned operator expects to resume on Thursday, its president said."


def day(iso: str, basis: str = "text") -> DateRange:
    """A whole civil day."""
    return DateRange(earliest=iso, latest=iso, timezone=None, basis=basis)


def instant(iso: str, basis: str = "date_gmt") -> DateRange:
    """A moment in UTC."""
    return DateRange(earliest=iso, latest=iso, timezone="UTC", basis=basis)


def document(name: str, blocks: list[tuple[Role, str]], metadata: Metadata, file_format: Format = Format.PLAIN_TEXT) -> Document:
    """A document whose text is its blocks joined by a blank line; ``p00`` is the title if there is one."""
    text, made = "", []
    first = 0 if blocks and blocks[0][0] is Role.TITLE else 1
    for number, (role, words) in enumerate(blocks, start=first):
        if text:
            text += "\n\n"
        span = Span(len(text), len(text) + len(words))
        text += words
        issuer = "Wirepost" if role is Role.DISCLAIMER else None
        made.append(Block(id=f"{name}:p{number:02}", role=role, span=span, issuer=issuer, tag="p"))
    return Document(
        id=name,
        path=f"{name}.txt",
        sha256=f"{sum(map(ord, name)):064x}",
        format=file_format,
        encoding="utf-8",
        text=text,
        blocks=tuple(made),
        metadata=metadata,
    )


def _documents() -> tuple[Document, ...]:
    coast = document(
        "a-coast",
        [
            (Role.TITLE, "Night ferry to Osk stopped after smoke in the engine room"),
            (Role.BODY, _FERRY),
            (Role.BODY, _QUOTE),
            (Role.BODY, _CLOSE),
            (Role.CREDIT, "This post appeared first on harbourbulletin.example"),
        ],
        Metadata(
            title="Night ferry to Osk stopped after smoke in the engine room",
            publisher=Publisher(name=None, host="coastdaily.example", basis="guid"),
            language="en",
            url="https://coastdaily.example/ferry",
            canonical="https://harbourbulletin.example/ferry",
            published=instant("2031-05-06T08:12:00Z"),
            not_before=instant("2031-05-05T20:00:00Z", "cms_id"),
        ),
        Format.WORDPRESS_REST_JSON,
    )
    inland = document(
        "b-inland",
        [
            (Role.BODY, _FERRY_B),
            (Role.EMBED, "Smoke is out. All well. — Osk Harbour (@OskHarbour) May 5, 2031"),
            (Role.BODY, _QUOTE),
            (Role.BODY, _TOLD),
            (Role.BODY, _CLOSE_B),
        ],
        Metadata(
            not_before=day("2031-05-05", "embed"),
            mentioned=(MentionedDate(date=day("2031-05-05", "embed"), span=Span(152, 163), block="b-inland:p02"),),
        ),
    )
    metro = document(
        "c-metro",
        [
            (Role.TITLE, "Ferries: what the island's economy stands to lose"),
            (Role.BODY, "On May 4 the ferry company raised its fares, and shops on the island began to count their losses."),
            (Role.DISCLAIMER, "Wirepost provides this content as is. Contact the provider above."),
            (Role.DISCLAIMER, "Newslane provides this content as is. Call +44 20 7946 0958 or mail desk@newslane.example."),
        ],
        Metadata(title="Ferries: what the island's economy stands to lose"),
    )
    return (coast, inland, metro, *_undecided_and_agency())


def _undecided_and_agency() -> tuple[Document, ...]:
    shared = "The lighthouse at Cape Renn will go dark in autumn, the coast guard confirmed in a short note on Friday."
    strike = "Dockers in Marn walked out on Wednesday over a pay offer of 2.5 per cent, closing the port for a day."
    plain = Metadata(language="en")
    named = Metadata(publisher=Publisher(name="Northern Post", host=None, basis="text"))
    north = document("d-north", [(Role.BODY, shared)], named)
    south = document("e-south", [(Role.BODY, shared)], plain)
    valley = document(
        "f-valley",
        [(Role.TITLE, "Marn port shut by strike"), (Role.BODY, strike), (Role.CREDIT, "(Pressline)")],
        Metadata(
            title="Marn port shut by strike",
            publisher=Publisher(name="Valley News", host="valleynews.example", basis="url"),
            published=DateRange(
                earliest="2031-05-07T00:30:00Z",
                latest="2031-05-08T02:30:00Z",
                timezone=None,
                basis="text",
                written="2031-05-07T14:30",
            ),
        ),
    )
    copy = document(
        "g-copy",
        [(Role.TITLE, "Strike closes Marn port"), (Role.BODY, strike.replace("2.5", "3.5"))],
        Metadata(title="Strike closes Marn port", updated=day("2031-05-09")),
    )
    alone = document(
        "h-alone",
        [
            (Role.TITLE, "Smoke on the Osk boat"),
            (Role.BODY, "Harbour master Vald said there had been no danger. The boat was held on May 6, our reporter saw."),
        ],
        Metadata(
            title="Smoke on the Osk boat",
            mentioned=(MentionedDate(date=replace(day("2031-05-06"), year_inferred=True), span=Span(0, 5), block="h-alone:p01"),),
        ),
    )
    return (north, south, valley, copy, alone)


def _sources() -> tuple[Source, ...]:
    def source(name: str, kind: SourceKind, label: str, reason: str, host: str | None = None) -> Source:
        return Source(id=f"source:{name}", kind=kind, label=label, host=host, not_before=None, reason=reason)

    return (
        Source(
            id="source:harbourbulletin.example",
            kind=SourceKind.NAMED,
            label="harbourbulletin.example",
            host="harbourbulletin.example",
            not_before=instant("2031-05-05T20:00:00Z", "cms_id"),
            reason="a-coast credits it, and b-inland has the same text.",
        ),
        source("newslane", SourceKind.DISTRIBUTOR, "Newslane", "c-metro carries its legal notice."),
        Source(
            id="source:post/oskharbour/2031-05-05",
            kind=SourceKind.POST,
            label="@OskHarbour",
            host="x.com",
            not_before=day("2031-05-05", "embed"),
            reason="b-inland embeds the post.",
        ),
        source("pressline", SourceKind.AGENCY, "Pressline", "f-valley carries its credit."),
        source("speaker/ines-vald", SourceKind.SPEAKER, "Ines Vald", "Two independent texts quote or report her."),
        source(
            "unnamed-1", SourceKind.ANONYMOUS, "unnamed provider", "Wirepost's notice speaks of a provider that is named nowhere."
        ),
        source("wirepost", SourceKind.DISTRIBUTOR, "Wirepost", "c-metro carries its legal notice."),
    )


def _token(edit_class: EditClass, left: Document, right: Document, words: tuple[str, str]) -> Edit:
    starts = (left.text.index(words[0]), right.text.index(words[1]))
    spans = (Span(starts[0], starts[0] + len(words[0])), Span(starts[1], starts[1] + len(words[1])))
    blocks = [
        next(block.id for block in side.blocks if block.span.overlap(span))
        for side, span in zip((left, right), spans, strict=True)
    ]
    return Edit(
        kind=EditKind.SUBSTITUTION,
        unit=EditUnit.TOKEN,
        edit_class=edit_class,
        left=spans[0],
        right=spans[1],
        left_text=words[0],
        right_text=words[1],
        left_block=blocks[0],
        right_block=blocks[1],
    )


def _only(side: str, edit_class: EditClass, document: Document, block_id: str) -> Edit:
    block = document.block_by_id[block_id]
    words = block.span.of(document.text)
    if side == "left":
        return Edit(
            kind=EditKind.DELETION,
            unit=EditUnit.BLOCK,
            edit_class=edit_class,
            left=block.span,
            right=None,
            left_text=words,
            left_block=block_id,
        )
    return Edit(
        kind=EditKind.INSERTION,
        unit=EditUnit.BLOCK,
        edit_class=edit_class,
        left=None,
        right=block.span,
        right_text=words,
        right_block=block_id,
    )


def _match(left: Document, right: Document, ids: tuple[str, str]) -> BlockMatch:
    texts = [side.block_by_id[block].span.of(side.text) for side, block in zip((left, right), ids, strict=True)]
    return BlockMatch(left=ids[0], right=ids[1], identical=texts[0] == texts[1], moved=False)


def _passages(left: Document, right: Document, matches: tuple[BlockMatch, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            left=left.block_by_id[match.left].span,
            right=right.block_by_id[match.right].span,
            similarity=1.0 if match.identical else 0.9,
            type=PassageType.COPY,
        )
        for match in matches
    )


def reuse(left: Document, right: Document, matches: tuple[BlockMatch, ...], edits: tuple[Edit, ...]) -> Reuse:
    """What two documents share, from matched blocks and edits."""
    return Reuse(
        left=left.id,
        right=right.id,
        left_in_right=0.96,
        right_in_left=0.81,
        jaccard=0.78,
        jaccard_estimate=0.8125,
        affinity=0.7,
        shared_names=("Osk", "Vald"),
        copied_words=sum(len(left.block_by_id[match.left].span.of(left.text).split()) for match in matches),
        passages=_passages(left, right, matches),
        blocks=matches,
        edits=edits,
    )


def _pair(found: Reuse, relation: Relation, direction: str, note: str) -> Pair:
    return Pair(
        reuse=found,
        relation=PairRelation(left=found.left, right=found.right, relation=relation, direction=direction, note=note),
    )


def _pairs(documents: tuple[Document, ...]) -> tuple[Pair, ...]:
    coast, inland, _, north, south, valley, copy, alone = documents
    siblings = reuse(
        coast,
        inland,
        (
            _match(coast, inland, ("a-coast:p01", "b-inland:p01")),
            _match(coast, inland, ("a-coast:p02", "b-inland:p03")),
            _match(coast, inland, ("a-coast:p03", "b-inland:p05")),
        ),
        (
            _only("left", EditClass.TITLE, coast, "a-coast:p00"),
            _token(EditClass.HOUSE_STYLE_NUMERAL, coast, inland, ("9", "nine")),
            _only("right", EditClass.EMBED, inland, "b-inland:p02"),
            _only("right", EditClass.PARAGRAPH, inland, "b-inland:p04"),
            _token(EditClass.HOUSE_STYLE_PUNCTUATION, coast, inland, ("US", "U.S.")),
            _token(EditClass.HOUSE_STYLE_CASE, coast, inland, ("President", "president")),
            _only("left", EditClass.CREDIT, coast, "a-coast:p04"),
        ),
    )
    twins = reuse(north, south, (_match(north, south, ("d-north:p01", "e-south:p01")),), ())
    strike = reuse(
        valley,
        copy,
        (_match(valley, copy, ("f-valley:p01", "g-copy:p01")),),
        (
            _token(EditClass.WORDING, valley, copy, ("2.5", "3.5")),
            _only("left", EditClass.CREDIT, valley, "f-valley:p02"),
        ),
    )
    event = Reuse(
        left=coast.id,
        right=alone.id,
        left_in_right=0.0,
        right_in_left=0.0,
        jaccard=0.0,
        jaccard_estimate=None,
        affinity=0.3,
        shared_names=("Osk", "Vald"),
        copied_words=0,
        passages=(),
        blocks=(),
        edits=(),
    )
    return (
        _pair(siblings, Relation.COMMON_SOURCE, "neither", "Each has what the other lacks."),
        _pair(event, Relation.SAME_EVENT, "neither", "The same event in other words."),
        _pair(twins, Relation.COPY, "undecided", "Identical text, and nothing tells who was first."),
        _pair(strike, Relation.COPY, "left_first", "The copy lacks the agency's credit."),
    )


SOLID = 0.9
"""Probability from which an edge made here is drawn solid."""


def _edge(ends: tuple[str, str], kind: EdgeKind, probability: float, *evidence: Evidence) -> Edge:
    return Edge(
        source=ends[0],
        target=ends[1],
        kind=kind,
        probability=probability,
        drawn=Drawn.SOLID if probability >= SOLID else Drawn.DASHED,
        evidence=evidence,
        against=(),
        flips_if="An earlier document with the same text.",
    )


def _reason(kind: str, log_odds: float, note: str, *where: str) -> Evidence:
    return Evidence(kind=kind, log_odds=log_odds, note=note, where=where)


def _edges() -> tuple[Edge, ...]:
    bulletin = "source:harbourbulletin.example"
    return (
        _edge(
            ("f-valley", "g-copy"),
            EdgeKind.REPUBLISHED_WITH_EDITS,
            0.74,
            _reason("publication_time", 1.5, "g-copy was updated two days later.", "g-copy:p00"),
        ),
        _edge(
            (bulletin, "a-coast"),
            EdgeKind.REPUBLISHED,
            0.99,
            _reason("attribution_line", 5.0, "The last line credits harbourbulletin.example.", "a-coast:p04"),
            _reason("cms_component_id", 6.0, "Three paragraphs carry ids of its editing system.", "a-coast:p01", "a-coast:p02"),
        ),
        Edge(
            source=bulletin,
            target="b-inland",
            kind=EdgeKind.REPUBLISHED_WITH_EDITS,
            probability=0.91,
            drawn=Drawn.SOLID,
            evidence=(
                _reason("verbatim_overlap", 3.0, "Its text is that of a-coast.", "b-inland:p01", "b-inland:p03"),
                _reason("self_reference", 1.6, "“told the Harbour Bulletin” on another site.", "b-inland:p04"),
            ),
            against=(_reason("added_passage", -1.0, "It has an embed that a-coast lacks.", "b-inland:p02"),),
            flips_if="A page of harbourbulletin.example without this wording.",
        ),
        _edge(
            ("source:newslane", "c-metro"),
            EdgeKind.SYNDICATED_THROUGH,
            0.88,
            _reason("disclaimer", 3.0, "Its notice.", "c-metro:p03"),
        ),
        _edge(
            ("source:post/oskharbour/2031-05-05", "b-inland"),
            EdgeKind.EMBEDS,
            0.98,
            _reason("embedded_post", 5.0, "The post.", "b-inland:p02"),
        ),
        _edge(
            ("source:pressline", "f-valley"),
            EdgeKind.REPUBLISHED,
            0.93,
            _reason("wire_credit", 4.0, "(Pressline)", "f-valley:p02"),
        ),
        _edge(
            ("source:speaker/ines-vald", "h-alone"),
            EdgeKind.REPORTS,
            0.8,
            _reason("shared_quotation", 2.0, "Her words, reported.", "h-alone:p01"),
        ),
        _edge(
            ("source:speaker/ines-vald", bulletin),
            EdgeKind.QUOTES,
            0.97,
            _reason("shared_quotation", 4.0, "Both copies quote her.", "a-coast:p02", "b-inland:p03"),
        ),
        _edge(
            ("source:unnamed-1", "source:wirepost"),
            EdgeKind.SYNDICATED_THROUGH,
            0.9,
            _reason("dangling_reference", 2.0, "“the provider above”", "c-metro:p02"),
        ),
        _edge(
            ("source:wirepost", "source:newslane"),
            EdgeKind.SYNDICATED_THROUGH,
            0.75,
            _reason("disclaimer_order", 1.0, "Its notice stands first.", "c-metro:p02", "c-metro:p03"),
        ),
    )


def _quotations(documents: tuple[Document, ...]) -> tuple[Quotation, ...]:
    def member(name: str, block: str, form: str, variant: int) -> QuotationMember:
        place = next(each for each in documents if each.id == name).block_by_id[block].span
        return QuotationMember(document=name, block=block, span=place, form=form, variant=variant)

    return (
        Quotation(
            speaker="Ines Vald",
            members=(
                member("a-coast", "a-coast:p02", "direct", 0),
                member("b-inland", "b-inland:p03", "direct", 0),
                member("h-alone", "h-alone:p01", "indirect", 1),
            ),
        ),
    )


def _divergences(documents: tuple[Document, ...]) -> tuple[Divergence, ...]:
    def reading(name: str, block: str, text: str, value: str | None) -> Reading:
        whole = next(each for each in documents if each.id == name).text
        start = whole.index(text)
        return Reading(document=name, block=block, span=Span(start, start + len(text)), text=text, value=value)

    return (
        Divergence(
            kind="date",
            topic="when the ferry was stopped",
            readings=(
                reading("a-coast", "a-coast:p01", "on Monday", "2031-05-05"),
                reading("b-inland", "b-inland:p01", "on Monday", "2031-05-05"),
                reading("h-alone", "h-alone:p01", "May 6", "2031-05-06"),
                replace(reading("c-metro", "c-metro:p01", "May 4", None), compatible=True),
            ),
            witnesses=2,
            note="a-coast and b-inland are one witness.",
        ),
        Divergence(
            kind="number",
            topic="the pay offer",
            readings=(
                reading("f-valley", "f-valley:p01", "2.5 per cent", "2.5"),
                reading("g-copy", "g-copy:p01", "3.5 per cent", "3.5"),
            ),
            witnesses=1,
            note="A copy that changed a number.",
        ),
    )


def _signals() -> dict[str, tuple[Signal, ...]]:
    return {
        "a-coast": (
            Signal(
                kind=SignalKind.ATTRIBUTION_LINE,
                value="This post appeared first on harbourbulletin.example",
                basis="appeared_first_on",
                strength=5,
                host="harbourbulletin.example",
                blocks=("a-coast:p04",),
            ),
            Signal(
                kind=SignalKind.CMS_COMPONENT_ID,
                value="cmcqabc",
                basis="data-uri",
                strength=5,
                host="cms.harbourbulletin.example",
                blocks=("a-coast:p01",),
                date=instant("2031-05-05T20:00:00Z", "cms_id"),
                details=("fingerprint=3b6m",),
            ),
        ),
        "c-metro": (
            Signal(
                kind=SignalKind.DISCLAIMER,
                value="Wirepost",
                basis="as_is",
                strength=4,
                organisation="Wirepost",
                blocks=("c-metro:p02",),
            ),
            Signal(
                kind=SignalKind.DISCLAIMER,
                value="Newslane",
                basis="as_is",
                strength=4,
                organisation="Newslane",
                blocks=("c-metro:p03",),
            ),
        ),
    }


def findings() -> Findings:
    """The whole invented result."""
    documents = _documents()
    return Findings(
        tool_version="0.1.0",
        settings=Settings().to_dict(),
        summary=Summary(
            documents=8,
            independent_texts=CountRange(low=4, likely=5, high=5),
            headline="8 documents, 5 independent texts; two documents come from harbourbulletin.example, which is not here.",
        ),
        documents=documents,
        signals=MappingProxyType({each.id: _signals().get(each.id, ()) for each in documents}),
        sources=_sources(),
        pairs=_pairs(documents),
        edges=_edges(),
        rejected=(
            Rejected(
                source="a-coast",
                target="b-inland",
                evidence=(_reason("separative_omission", -5.0, "a-coast lacks a paragraph that b-inland has.", "b-inland:p04"),),
            ),
            Rejected(
                source="b-inland",
                target="a-coast",
                evidence=(_reason("residue_missing", -4.5, "b-inland lacks the ids that a-coast carries.", "a-coast:p01"),),
            ),
        ),
        quotations=_quotations(documents),
        divergences=_divergences(documents),
        problems=(
            Problem(
                path="broken.bin", stage="corpus", severity="skipped", message="broken.bin is not text; remove it or convert it."
            ),
            Problem(path="b-inland.txt", stage="reading", severity="notice", message="b-inland.txt has no title and no date."),
        ),
    )


def hostile(words: str) -> Findings:
    """The smallest result that carries ``words`` in every place an outside string can reach.

    Ids are the exception: the pipeline makes them from file names, so they carry ``words`` too, made unique.
    """
    names = (f"1 {words}", f"2 {words}")
    body = f"{words} and some body text that both have"
    metadata = Metadata(
        title=words,
        publisher=Publisher(name=words, host=words, basis=words),
        authors=(words,),
        language=words,
        url=words,
        canonical=words,
        published=day("2031-05-06", words),
    )
    documents = tuple(document(name, [(Role.TITLE, words), (Role.BODY, body)], metadata) for name in names)
    left, right = documents
    found = reuse(left, right, (_match(left, right, (f"{names[0]}:p01", f"{names[1]}:p01")),), ())
    reason = Evidence(kind=words, log_odds=1.0, note=words, where=(f"{names[0]}:p01", words))
    return Findings(
        tool_version=words,
        settings={words: words},
        summary=Summary(documents=2, independent_texts=CountRange(low=1, likely=1, high=2), headline=words),
        documents=documents,
        signals={
            names[0]: (Signal(kind=SignalKind.FOREIGN_LINK, value=words, basis=words, strength=1, host=words, url=words),),
            names[1]: (),
        },
        sources=(Source(id=f"source:{words}", kind=SourceKind.NAMED, label=words, host=words, not_before=None, reason=words),),
        pairs=(_pair(found, Relation.COPY, "undecided", words),),
        edges=(
            Edge(
                source=f"source:{words}",
                target=names[0],
                kind=EdgeKind.REPUBLISHED,
                probability=0.9,
                drawn=Drawn.SOLID,
                evidence=(reason,),
                against=(reason,),
                flips_if=words,
            ),
        ),
        rejected=(Rejected(source=names[1], target=names[0], evidence=(reason,)),),
        quotations=(
            Quotation(
                speaker=words,
                members=(QuotationMember(document=names[0], block=f"{names[0]}:p01", span=Span(0, 1), form=words, variant=0),),
            ),
        ),
        divergences=(
            Divergence(
                kind=words,
                topic=words,
                witnesses=1,
                note=words,
                readings=(Reading(document=names[0], block=f"{names[0]}:p01", span=Span(0, 1), text=words, value=words),),
            ),
        ),
        problems=(Problem(path=words, stage=words, severity=words, message=words),),
    )
