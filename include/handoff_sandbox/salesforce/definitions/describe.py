"""What the organisation says about its objects and their fields.

https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handoff_sandbox.salesforce.definitions.schema import NUMBERS

if TYPE_CHECKING:
    from handoff_sandbox.salesforce.definitions.schema import Field, Schema, SObject

Json = dict[str, Any]
_SOAP = {
    "id": "tns:ID", "reference": "tns:ID", "boolean": "xsd:boolean", "int": "xsd:int", "double": "xsd:double",
    "currency": "xsd:double", "percent": "xsd:double", "date": "xsd:date", "datetime": "xsd:dateTime",
    "base64": "xsd:base64Binary", "address": "urn:address", "anyType": "xsd:anyType",
}  # fmt: skip


def describe_global(schema: Schema, root: str) -> Json:
    """Return what there is: every object in brief."""
    return {"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": [describe_brief(one, root) for one in schema]}


def describe_brief(sobject: SObject, root: str) -> Json:
    """Return what can be done with an object."""
    own = f"{root}/sobjects/{sobject.name}"
    return {
        "activateable": False,
        "createable": "create" in sobject.can,
        "custom": sobject.custom,
        "customSetting": False,
        "deletable": "delete" in sobject.can,
        "deprecatedAndHidden": False,
        "feedEnabled": False,
        "hasSubtypes": False,
        "isInterface": False,
        "isSubtype": False,
        "keyPrefix": sobject.prefix,
        "label": sobject.label,
        "labelPlural": sobject.plural,
        "layoutable": sobject.history_of is None,
        "mergeable": sobject.mergeable,
        "mruEnabled": False,
        "name": sobject.name,
        "queryable": True,
        "replicateable": sobject.replicateable,
        "retrieveable": True,
        "searchable": False,
        "triggerable": bool(sobject.can),
        "undeletable": False,
        "updateable": "update" in sobject.can,
        "urls": {"sobject": own, "describe": f"{own}/describe", "rowTemplate": f"{own}/{{ID}}"},
    }


def describe(schema: Schema, sobject: SObject, root: str) -> Json:
    """Return an object in full: its fields, and the relationships that lead to it."""
    children = [
        {
            "cascadeDelete": reference.on_delete == "cascade",
            "childSObject": child.name,
            "deprecatedAndHidden": False,
            "field": reference.name,
            "junctionIdListNames": [],
            "junctionReferenceTo": [],
            "relationshipName": name,
            "restrictedDelete": reference.on_delete == "restrict",
        }
        for name, child, reference in schema.children(sobject)
    ]
    return {
        **describe_brief(sobject, root),
        "actionOverrides": [],
        "childRelationships": children,
        "compactLayoutable": False,
        "fields": [_field(sobject, one) for one in sobject.fields.values()],
        "namedLayoutInfos": [],
        "recordTypeInfos": [],
        "searchLayoutable": False,
        "supportedScopes": [{"label": "All", "name": "everything"}],
    }


def _field(sobject: SObject, field: Field) -> Json:
    writable = not field.read_only
    text = field.is_text and field.type != "anyType"
    length = field.length if text or field.to or field.type == "id" else 0
    return {
        "aggregatable": field.filterable,
        "aiPredictionField": False,
        "autoNumber": field.name == "CaseNumber",
        "byteLength": length * 3 if text else length,
        "calculated": False,
        "calculatedFormula": None,
        "cascadeDelete": field.on_delete == "cascade",
        "caseSensitive": False,
        "compoundFieldName": None,
        "controllerName": None,
        "createable": writable and "create" in sobject.can,
        "custom": field.custom,
        "defaultValue": field.default,
        "defaultedOnCreate": field.default is not None or field.name == "OwnerId",
        "dependentPicklist": False,
        "deprecatedAndHidden": False,
        "digits": 18 if field.type == "int" else 0,
        "encrypted": False,
        "externalId": field.external_id,
        "extraTypeInfo": None,
        "filterable": field.filterable,
        "groupable": field.groupable,
        "highScaleNumber": False,
        "htmlFormatted": False,
        "idLookup": field.type == "id" or field.external_id,
        "inlineHelpText": None,
        "label": field.label,
        "length": length,
        "name": field.name,
        "nameField": field.is_name,
        "namePointing": field.polymorphic,
        "nillable": not (field.required or field.type in ("boolean", "id") or field.name == "OwnerId"),
        "permissionable": not field.required and writable,
        "picklistValues": [
            {
                "active": True,
                "defaultValue": one.value == field.default,
                "label": one.label,
                "validFor": None,
                "value": one.value,
            }
            for one in field.options
        ],
        "polymorphicForeignKey": field.polymorphic,
        "precision": 18 if field.type in NUMBERS - {"int"} else 0,
        "queryByDistance": False,
        "referenceTargetField": None,
        "referenceTo": list(field.to),
        "relationshipName": field.relationship,
        "relationshipOrder": None,
        "restrictedDelete": field.on_delete == "restrict",
        "restrictedPicklist": field.restricted,
        "scale": 2 if field.type in NUMBERS - {"int"} else 0,
        "searchPrefilterable": False,
        "soapType": _SOAP.get(field.type, "xsd:string"),
        "sortable": field.sortable,
        "type": field.type,
        "unique": field.unique,
        "updateable": writable and not field.create_only and "update" in sobject.can,
        "writeRequiresMasterRead": False,
    }
