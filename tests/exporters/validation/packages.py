"""Packages that keep every rule, and for each code one that breaks its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exporters.validation.contents import Contents, Entry, UnreadableEntryError

SCORM12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m1" version="1.0">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o1">
    <organization identifier="o1">
      <title>Course</title>
      <item identifier="i1" identifierref="r1" isvisible="true" parameters="?m=1">
        <title>Part</title>
        <adlcp:prerequisites type="aicc_script"></adlcp:prerequisites>
        <adlcp:maxtimeallowed>01:00:00</adlcp:maxtimeallowed>
        <adlcp:timelimitaction>exit,message</adlcp:timelimitaction>
        <adlcp:datafromlms>x=1</adlcp:datafromlms>
        <adlcp:masteryscore>70</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="index.html?a=1#b">
      <file href="index.html"/>
      <dependency identifierref="r2"/>
    </resource>
    <resource identifier="r2" type="webcontent" adlcp:scormtype="asset">
      <file href="media/caf%C3%A9.png"/>
      <file href="style.css"/>
    </resource>
  </resources>
</manifest>
"""
SCORM2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
    xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss" identifier="m1" version="1.0">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="o1">
    <organization identifier="o1" adlseq:objectivesGlobalToSystem="false">
      <title>Course</title>
      <item identifier="i1" identifierref="r1">
        <title>Part</title>
        <adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>
        <adlcp:dataFromLMS>x=1</adlcp:dataFromLMS>
        <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>
        <imsss:sequencing IDRef="s1">
          <imsss:controlMode choice="true" flow="true"/>
          <imsss:sequencingRules>
            <imsss:preConditionRule>
              <imsss:ruleConditions conditionCombination="any">
                <imsss:ruleCondition referencedObjective="first" operator="not"
                    condition="objectiveMeasureGreaterThan" measureThreshold="0.5"/>
              </imsss:ruleConditions>
              <imsss:ruleAction action="skip"/>
            </imsss:preConditionRule>
            <imsss:exitConditionRule>
              <imsss:ruleConditions>
                <imsss:ruleCondition condition="always"/>
              </imsss:ruleConditions>
              <imsss:ruleAction action="exit"/>
            </imsss:exitConditionRule>
            <imsss:postConditionRule><imsss:ruleAction action="retry"/></imsss:postConditionRule>
          </imsss:sequencingRules>
          <imsss:limitConditions attemptLimit="3" attemptAbsoluteDurationLimit="PT1H"
              beginTimeLimit="2030-01-31T12:00:00"/>
          <imsss:auxiliaryResources>
            <imsss:auxiliaryResource auxiliaryResourceID="help" purpose="help"/>
          </imsss:auxiliaryResources>
          <imsss:rollupRules rollupObjectiveSatisfied="true" objectiveMeasureWeight="0.5">
            <imsss:rollupRule childActivitySet="atLeastCount" minimumCount="1" minimumPercent="0">
              <imsss:rollupConditions conditionCombination="all">
                <imsss:rollupCondition condition="satisfied" operator="noOp"/>
              </imsss:rollupConditions>
              <imsss:rollupAction action="completed"/>
            </imsss:rollupRule>
          </imsss:rollupRules>
          <imsss:objectives>
            <imsss:primaryObjective objectiveID="first" satisfiedByMeasure="true">
              <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
              <imsss:mapInfo targetObjectiveID="global" readSatisfiedStatus="true"/>
            </imsss:primaryObjective>
            <imsss:objective objectiveID="second"/>
          </imsss:objectives>
          <imsss:randomizationControls randomizationTiming="once" selectCount="2"/>
          <imsss:deliveryControls tracked="true" completionSetByContent="true"/>
          <adlseq:constrainedChoiceConsiderations preventActivation="true"/>
          <adlseq:rollupConsiderations requiredForCompleted="ifAttempted"/>
          <adlseq:objectives>
            <adlseq:objective objectiveID="first">
              <adlseq:mapInfo targetObjectiveID="global" readRawScore="true"/>
            </adlseq:objective>
          </adlseq:objectives>
        </imsss:sequencing>
        <adlcp:data><adlcp:map targetID="notes" writeSharedData="true"/></adlcp:data>
        <adlnav:presentation>
          <adlnav:navigationInterface>
            <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
          </adlnav:navigationInterface>
        </adlnav:presentation>
      </item>
      <imsss:sequencing><imsss:controlMode choice="true" flow="false"/></imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="index.html">
      <file href="index.html"/>
      <file href="media/café.png"/>
      <file href="style.css"/>
    </resource>
  </resources>
  <imsss:sequencingCollection>
    <imsss:sequencing ID="s1"><imsss:deliveryControls tracked="true"/></imsss:sequencing>
  </imsss:sequencingCollection>
</manifest>
"""
_OF_4TH = ("<adlcp:data>", "</adlcp:data>"), ("<adlseq:objectives>", "</adlseq:objectives>")


def _third() -> str:
    """The same manifest without what the 4th Edition has added."""
    text = SCORM2004.replace("4th Edition", "3rd Edition")
    text = text.replace(' completedByMeasure="true" minProgressMeasure="0.8"', "")
    text = text.replace(
        "<adlcp:completionThreshold/>", "<adlcp:completionThreshold>0.8</adlcp:completionThreshold>"
    )
    for start, end in _OF_4TH:
        text = text[: text.index(start)] + text[text.index(end) + len(end) :]
    return text


THIRD = _third()
TINCAN = """<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
  <activity id="https://example.org/c" type="http://adlnet.gov/expapi/activities/course">
    <name lang="fr">Cours</name><launch lang="fr">index.html</launch>
  </activity>
  <activity id="https://example.org/c/1" type="http://adlnet.gov/expapi/activities/module">
    <name>Module</name>
  </activity>
</activities></tincan>
"""
CMI5 = """<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/c">
    <title><langstring lang="fr">Cours</langstring></title>
    <description><langstring lang="fr">Cours</langstring></description>
  </course>
  <objectives>
    <objective id="https://example.org/o">
      <description><langstring lang="fr">But</langstring></description>
      <title><langstring lang="fr">But</langstring></title>
    </objective>
  </objectives>
  <block id="https://example.org/b">
    <title><langstring lang="fr">Bloc</langstring></title>
    <description><langstring lang="fr">Bloc</langstring></description>
    <objectives><objective idref="https://example.org/o"/></objectives>
    <au id="https://example.org/a" moveOn="Passed" masteryScore="0.7" launchMethod="OwnWindow"
        activityType="https://example.org/type">
      <title><langstring lang="fr">Unité</langstring></title>
      <description><langstring lang="fr">Unité</langstring></description>
      <url>index.html?x=1</url>
      <launchParameters>x</launchParameters>
      <entitlementKey>y</entitlementKey>
    </au>
  </block>
</courseStructure>
"""
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<link rel="stylesheet" href="style.css"><link rel="canonical" href="https://example.org/">
<style>p { background: url("media/caf%C3%A9.png") }</style></head>
<body><img src="media/café.png" srcset="media/café.png 2x"><img src="data:image/png;base64,AA==">
<a href="https://example.org">out</a> <a href="#here">in</a> <a href="mailto:a@example.org">m</a>
<a href="./">up</a> <a href="media/">all</a>
<img src="{{made}}"></body></html>
"""
STYLE = "@import 'style.css'; /* url(old.png) */ p { background: url(media/café.png) }"
FILES: Mapping[str, bytes] = {
    "index.html": PAGE.encode(),
    "style.css": STYLE.encode(),
    "media/café.png": b"png",
}
GOOD: Mapping[str, Mapping[str, bytes]] = {
    "scorm12": {"imsmanifest.xml": SCORM12.encode(), **FILES},
    "scorm2004": {"imsmanifest.xml": SCORM2004.encode(), **FILES},
    "scorm2004-3rd": {"imsmanifest.xml": THIRD.encode(), **FILES},
    "scorm2004-2nd": {
        "imsmanifest.xml": THIRD.replace("2004 3rd Edition", "CAM 1.3").encode(),
        **FILES,
    },
    "tincan": {"tincan.xml": TINCAN.encode(), **FILES},
    "cmi5": {"cmi5.xml": CMI5.encode(), **FILES},
    "html": FILES,
}


class Listed(Contents):
    """Files with entries that may lie about them."""

    def __init__(self, files: Mapping[str, bytes], entries: Sequence[Entry] = ()) -> None:
        own = [Entry(name, len(text), len(text)) for name, text in files.items()]
        super().__init__([*own, *entries])
        self.texts = files

    def read(self, name: str, most: int) -> bytes:
        if name not in self.texts:
            raise UnreadableEntryError(name)
        return self.texts[name][:most]


class Case(NamedTuple):
    """What breaks one rule, in a package that keeps all others or nearly so."""

    code: str
    contents: Contents


def changed(kind: str, *changes: tuple[str, str], file: str = "") -> Listed:
    """Return a good package with texts of its description, or of another file, replaced."""
    files = dict(GOOD[kind])
    file = file or next(iter(files))
    text = files[file].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return Listed({**files, file: text.encode()})


def entry(name: str, size: int = 1, packed: int = 1, **facts: bool) -> Listed:
    return Listed(FILES, [Entry(name, size, packed, **facts)])


def page(html: str) -> Listed:
    return Listed({**FILES, "p.html": html.encode()})


ITEM = 'identifier="i1" identifierref="r1"'
RESOURCE = 'href="index.html?a=1#b"'
_TITLE = "<title>Part</title>"
_ONE_FILE = '<file href="index.html"/>'
_NO_ORGANIZATION = '<organizations default="o1"/>'
_SECOND_SCO = (
    '<resource identifier="r3" type="webcontent" adlcp:scormtype="sco" href="index.html">'
    f"{_ONE_FILE}</resource>"
)
_ASSET_FIRST = (
    '<resource identifier="r0" type="webcontent" adlcp:scormtype="asset" href="style.css"/>'
)
CASES = (
    Case("href.external", changed("cmi5", ("index.html?x=1", "javascript:alert(1)"))),
    Case("zip.empty", Listed({})),
    Case("zip.encrypted", entry("a.txt", encrypted=True)),
    Case("zip.method", entry("a.txt", plain=False)),
    Case("zip.backslash", entry("a\\b.txt")),
    Case("zip.absolute", entry("/a.txt")),
    Case("zip.absolute", entry("C:\\a.txt")),
    Case("zip.outside", entry("a/../../b.txt")),
    Case("zip.link", entry("a.txt", link=True)),
    Case("zip.twice", entry("index.html")),
    Case("zip.bomb", entry("a.txt", 11_000_000, 10_000)),
    Case("zip.ratio", entry("a.txt", 900_000, 4_000)),
    Case("zip.unreadable", entry("a.css")),
    Case("zip.case_twins", entry("Index.html")),
    Case("zip.case_twins", entry("media/cafe\u0301.png")),
    Case("zip.encoding", entry("caf\u251c.txt", told_encoding=False)),
    Case("zip.decomposed", entry("cafe\u0301.txt")),
    Case("zip.tilde", entry("a~1.txt")),
    Case("zip.basename_twice", entry("b/index.html")),
    *(Case("zip.forbidden", entry(name)) for name in (".htaccess", "a/b.PHP5", "x.exe", "y.sh")),
    Case("zip.nested", entry("a.ZIP")),
    Case("zip.many", Listed(FILES, [Entry(f"{n}.txt", 1, 1) for n in range(50_000)])),
    Case("zip.unpacked_large", entry("a.mp4", 4_100_000_000, 4_100_000_000)),
    Case("zip.letters", entry("A b.txt")),
    Case("zip.large", entry("a.mp4", 60_000_000, 60_000_000)),
    Case("package.none", Listed({"page.html": b"<p>"})),
    Case("package.misplaced", Listed({"c/imsmanifest.xml": SCORM12.encode()})),
    Case("package.case", Listed({"IMSMANIFEST.XML": SCORM12.encode()})),
    Case("package.several", Listed({**GOOD["tincan"], "cmi5.xml": CMI5.encode()})),
    Case("xml.malformed", changed("scorm12", ("</manifest>", ""))),
    Case("xml.malformed", changed("tincan", ("Cours", "A & B"))),
    Case("xml.doctype", changed("cmi5", ("<courseStructure ", "<!DOCTYPE x><courseStructure "))),
    Case("xml.large", changed("tincan", ("Cours", "x" * 10_000_000))),
    Case("schema.children", changed("scorm12", (_TITLE, _TITLE * 2))),
    Case(
        "schema.children",
        changed(
            "cmi5",
            (
                '<description><langstring lang="fr">Bloc',
                '<url/><description><langstring lang="fr">Bloc',
            ),
        ),
    ),
    Case("schema.text", changed("scorm2004", ("<resources>", "<resources>x"))),
    Case("schema.attribute", changed("scorm12", ('isvisible="true"', 'isVisible="true"'))),
    Case("schema.attribute", changed("scorm12", ("adlcp:scormtype", "adlcp:scormType"))),
    Case("schema.no_attribute", changed("scorm2004", ('type="webcontent" ', ""))),
    Case("schema.value", changed("cmi5", ('masteryScore="0.7"', 'masteryScore="70"'))),
    Case("schema.value", changed("cmi5", ('moveOn="Passed"', 'moveOn="passed"'))),
    Case("schema.value", changed("cmi5", ("index.html?x=1", "http://example.org index.html"))),
    Case("schema.value", changed("scorm2004", ('action="skip"', 'action="exit"'))),
    Case("schema.value", changed("scorm12", ("Part", "x" * 201))),
    Case("schema.unknown", changed("scorm2004", ("imsss:randomizationControls", "imsss:random"))),
    Case("href.absolute", changed("scorm12", ('href="index.html"', 'href="/index.html"'))),
    Case("href.absolute", changed("cmi5", ("index.html?x=1", "file:///index.html"))),
    Case("href.backslash", changed("scorm12", ("media/caf", "media\\caf"))),
    Case("href.outside", changed("scorm12", ('"style.css"', '"../style.css"'))),
    Case("href.case", changed("scorm2004", ('"style.css"', '"Style.css"'))),
    Case("href.case", changed("scorm2004", ("café", "cafe\u0301"))),
    Case("href.missing", changed("scorm12", ('"style.css"', '"other.css"'))),
    Case("href.missing", changed("tincan", ("index.html", "start.html"))),
    Case("href.missing", changed("cmi5", ("index.html", "start.html"))),
    Case("href.external", changed("scorm12", (RESOURCE, 'href="https://example.org/"'))),
    Case("manifest.namespace", changed("scorm12", ("imscp_rootv1p1p2", "imscp_v9"))),
    Case(
        "manifest.version",
        changed("scorm2004", ("<schemaversion>2004 4th Edition</schemaversion>", "")),
    ),
    Case("manifest.version", changed("scorm12", ("<schemaversion>1.2", "<schemaversion>1.3"))),
    Case("manifest.schema", changed("scorm12", ("<schema>ADL SCORM", "<schema>IMS Content"))),
    Case("manifest.identifier_twice", changed("scorm12", ('identifier="o1"', 'identifier="i1"'))),
    Case("manifest.identifier_letters", changed("scorm12", ('identifier="m1"', 'identifier="é1"'))),
    Case(
        "manifest.no_organization",
        Listed(
            {
                "imsmanifest.xml": (
                    SCORM12[: SCORM12.index("<organizations")]
                    + _NO_ORGANIZATION
                    + SCORM12[SCORM12.index("  <resources>") :]
                ).encode(),
                **FILES,
            }
        ),
    ),
    Case(
        "manifest.organizations",
        changed("scorm12", ("</organization>", '</organization><organization identifier="o2"/>')),
    ),
    Case("manifest.no_default", changed("scorm12", (' default="o1"', ""))),
    Case("manifest.unknown_default", changed("scorm12", ('default="o1"', 'default="o2"'))),
    Case("manifest.title_long", changed("scorm2004", ("Part", "x" * 256))),
    Case(
        "manifest.prefix",
        Listed(
            {
                "imsmanifest.xml": SCORM12.replace("<manifest xmlns=", "<ns0:manifest xmlns:ns0=")
                .replace("</manifest>", "</ns0:manifest>")
                .encode(),
                **FILES,
            }
        ),
    ),
    Case("manifest.unlisted", Listed({**GOOD["scorm12"], "more.txt": b""})),
    Case(
        "manifest.schema_file",
        changed(
            "scorm12", (' identifier="m1"', ' xsi:schemaLocation="urn:x x.xsd" identifier="m1"')
        ),
    ),
    Case("item.no_resource", changed("scorm12", (ITEM, 'identifier="i1"'))),
    Case(
        "item.folder_launches",
        changed(
            "scorm12", (_TITLE, f'{_TITLE}<item identifier="i2" identifierref="r1">{_TITLE}</item>')
        ),
    ),
    Case(
        "item.unknown_resource", changed("scorm2004", ('identifierref="r1"', 'identifierref="r9"'))
    ),
    Case("item.no_launch", changed("scorm12", ('identifierref="r1"', 'identifierref="r2"'))),
    Case("item.no_title", changed("scorm2004", (_TITLE, ""))),
    Case(
        "resource.unknown_dependency",
        changed("scorm12", ('identifierref="r2"', 'identifierref="r9"')),
    ),
    Case("resource.launch_unlisted", changed("scorm12", (_ONE_FILE, ""))),
    Case("resource.first", changed("scorm12", ("<resources>", f"<resources>{_ASSET_FIRST}"))),
    Case("scorm.no_sco", changed("scorm2004", ('="sco"', '="asset"'))),
    Case("scorm12.several_scos", changed("scorm12", ("<resources>", f"<resources>{_SECOND_SCO}"))),
    Case("scorm12.scormtype", changed("scorm12", (' adlcp:scormtype="sco"', ""))),
    Case("scorm2004.scormtype", changed("scorm2004", ("adlcp:scormType", "adlcp:scormtype"))),
    Case("scorm12.masteryscore", changed("scorm12", (">70<", ">70 %<"))),
    Case("scorm12.masteryscore", changed("scorm12", (">70<", ">101<"))),
    Case(
        "sequencing.objective_twice",
        changed("scorm2004", ('objectiveID="second"', 'objectiveID="first"')),
    ),
    Case(
        "sequencing.unknown_objective",
        changed(
            "scorm2004",
            (' IDRef="s1"', ""),
            ('referencedObjective="first"', 'referencedObjective="third"'),
        ),
    ),
    Case("sequencing.unknown_collection", changed("scorm2004", ('IDRef="s1"', 'IDRef="s2"'))),
    Case(
        "sequencing.closed", changed("scorm2004", ('choice="true" flow="false"', 'choice="false"'))
    ),
    Case("tincan.root", changed("tincan", ("projecttincan.com", "example.org"))),
    Case("tincan.no_activity", changed("tincan", ("activity", "action"))),
    Case("tincan.relative_id", changed("tincan", ('"https://example.org/c"', '"course"'))),
    Case("tincan.no_launch", changed("tincan", ('<launch lang="fr">index.html</launch>', ""))),
    Case("tincan.id_twice", changed("tincan", ("example.org/c/1", "example.org/c"))),
    Case("tincan.relative_type", changed("tincan", ("http://adlnet.gov/expapi/activities/", ""))),
    Case(
        "tincan.no_type",
        changed("tincan", ('type="http://adlnet.gov/expapi/activities/module"', "")),
    ),
    Case("tincan.no_name", changed("tincan", ("<name>Module</name>", "<name/>"))),
    Case("tincan.language", changed("tincan", ('<name lang="fr">', '<name lang="fr_FR">'))),
    Case("cmi5.root", changed("cmi5", ("courseStructure", "structure"))),
    Case("cmi5.relative_id", changed("cmi5", ('id="https://example.org/a"', 'id="a"'))),
    Case(
        "cmi5.id_twice",
        changed("cmi5", ('id="https://example.org/a"', 'id="https://example.org/b"')),
    ),
    Case("cmi5.no_language", changed("cmi5", (' lang="fr"', ""))),
    Case(
        "cmi5.unknown_objective",
        changed("cmi5", ('idref="https://example.org/o"', 'idref="https://example.org/p"')),
    ),
    Case("cmi5.query", changed("cmi5", ("?x=1", "?endpoint=1"))),
    Case("page.external", page('<script src="https://cdn.example.org/x.js"></script>')),
    Case("page.external", page('<p style="background: url(//cdn.example.org/x.png)">')),
    Case("page.absolute", page('<img src="/x.png">')),
    Case("page.absolute", page('<a href="C:\\x.pdf">x</a>')),
    Case("page.backslash", page('<img src="media\\x.png">')),
    Case("page.outside", page('<video poster="../x.png"></video>')),
    Case("page.case", page('<link rel="stylesheet" href="Style.css">')),
    Case("page.missing", page('<source srcset="style.css 1x, b.png 2x">')),
    Case(
        "page.missing",
        changed("html", ("url(media/café.png)", "url( 'no.png' )"), file="style.css"),
    ),
    Case("page.missing", page('<style>@import "no.css";</style>')),
    Case("page.large", Listed({**FILES, "p.html": b" " * 10_000_001})),
    Case("page.too_many", Listed({f"{n}.html": b" " * 9_000_000 for n in range(23)})),
    Case("page.embedded", page('<iframe src="https://example.org/talk"></iframe>')),
)
