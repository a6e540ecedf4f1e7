"""Made files to import, as large as a portal's: few medicines among many measurements."""

import json
from typing import Any

MEDICINES, MEASURED = 40, 800
_CDA = (
    '<ClinicalDocument xmlns="urn:hl7-org:v3"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><title>Summary</title>'
    '<effectiveTime value="20260101"/><component><structuredBody>{}</structuredBody>'
    "</component></ClinicalDocument>"
)
_SECTION = (
    '<component><section><code code="{}"/><title>{}</title><text><table><thead><tr>'
    "<th>{}</th><th>{}</th><th>Date</th></tr></thead><tbody>{}</tbody></table></text>{}"
    "</section></component>"
)
_ROW = '<tr ID="{0}r{1}"><td ID="{0}n{1}">{2} {1}</td><td ID="{0}s{1}">{3}</td><td>2026</td></tr>'
_MEDICINE = """
<entry typeCode="DRIV">
  <substanceAdministration classCode="SBADM" moodCode="EVN">
    <templateId root="2.16.840.1.113883.10.20.22.4.16"/>
    <text><reference value="#ms{0}"/></text>
    <statusCode code="active"/>
    <effectiveTime xsi:type="IVL_TS"><low value="20250102"/></effectiveTime>
    <doseQuantity value="1" unit="{{tablet}}"/>
    <consumable>
      <manufacturedProduct classCode="MANU">
        <manufacturedMaterial>
          <code code="{0}" codeSystem="2.16.840.1.113883.6.88" displayName="medicine {0}">
            <originalText><reference value="#mn{0}"/></originalText>
          </code>
        </manufacturedMaterial>
      </manufacturedProduct>
    </consumable>
  </substanceAdministration>
</entry>"""
_MEASURE = """
<entry typeCode="DRIV">
  <observation classCode="OBS" moodCode="EVN">
    <templateId root="2.16.840.1.113883.10.20.22.4.2"/>
    <id root="2.16.840.1.113883.3.1" extension="{0}"/>
    <code code="8302-2" codeSystem="2.16.840.1.113883.6.1" displayName="Height"/>
    <text><reference value="#or{0}"/></text>
    <statusCode code="completed"/>
    <effectiveTime value="20250102"/>
    <value xsi:type="PQ" value="173.5" unit="cm"/>
  </observation>
</entry>"""


def clinical_document() -> bytes:
    medicines = _section("10160-0", "Medication", "m", _MEDICINE, MEDICINES)
    measures = _section("30954-2", "Height", "o", _MEASURE, MEASURED)
    return _CDA.format(medicines + measures).encode()


def _section(code: str, what: str, mark: str, entry: str, count: int) -> str:
    rows = "".join(_ROW.format(mark, n, what, "1 tablet twice a day") for n in range(count))
    entries = "".join(entry.format(n) for n in range(count))
    return _SECTION.format(code, what, what, "Directions", rows, entries)


def fhir_json() -> bytes:
    return json.dumps(_bundle()).encode()


def fhir_xml() -> bytes:
    inside = "".join(_xml(name, value) for name, value in _bundle().items())
    return f'<Bundle xmlns="http://hl7.org/fhir">{inside}</Bundle>'.encode()


def _bundle() -> dict[str, Any]:
    resources = [*map(_request, range(MEDICINES)), *map(_observation, range(MEASURED))]
    entries = [
        {"fullUrl": f"urn:uuid:{n}", "resource": resource} for n, resource in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _request(n: int) -> dict[str, Any]:
    return {
        **_resource("MedicationRequest", n, f"medicine {n} 5 mg tablet"),
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": f"medicine {n} 5 mg tablet"},
        "dosageInstruction": [{"text": "1 tablet twice a day"}],
    }


def _observation(n: int) -> dict[str, Any]:
    return {
        **_resource("Observation", n, "Height"),
        "status": "final",
        "category": [{"coding": [_coding("vital-signs", "Vital signs")], "text": "Vital signs"}],
        "code": {"coding": [_coding("8302-2", "Body height")], "text": "Height"},
        "encounter": {"reference": f"Encounter/{n}", "display": "Visit of the family doctor"},
        "issued": "2025-01-02T09:00:00.000+01:00",
        "performer": [{"reference": "Practitioner/1", "display": "Dr A. Example"}],
        "effectiveDateTime": "2025-01-02T09:00:00Z",
        "valueQuantity": {"value": 173.5, "unit": "cm", "code": "cm"},
    }


def _coding(code: str, words: str) -> dict[str, Any]:
    return {"system": "http://loinc.org", "version": "2.74", "code": code, "display": words}


def _resource(kind: str, n: int, words: str) -> dict[str, Any]:
    div = f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{words}</p></div>'
    return {
        "resourceType": kind,
        "id": f"{kind}-{n}",
        "meta": {"versionId": "1", "lastUpdated": "2026-01-02T03:04:05Z"},
        "text": {"status": "generated", "div": div},
        "subject": {"reference": "Patient/1"},
    }


def _xml(name: str, value: Any, depth: int = 1) -> str:
    """Return an element on lines of its own, indented as portals do it."""
    if isinstance(value, list):
        return "".join(_xml(name, each, depth) for each in value)
    line = f"\n{'  ' * depth}"
    if name in ("div", "resourceType"):
        return f"{line}{value}" if name == "div" else ""
    if not isinstance(value, dict):
        return f'{line}<{name} value="{value}"/>'
    inside = "".join(_xml(key, each, depth + 1) for key, each in value.items())
    kind = value.get("resourceType")
    inside = f"{line}<{kind}>{inside}{line}</{kind}>" if kind else inside
    return f"{line}<{name}>{inside}{line}</{name}>"
