"""The queries that find a client's records: one an object, with the wanted fields, and with what hangs on each record.

Line items, quotes, teams, roles, histories, comments, old notes and files, and the links to Files come with their
records, as subqueries, so that they cost no call of their own. Only what the organisation has, and our user may see,
is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handoff.adapters.salesforce.api import soql
from handoff.adapters.salesforce.kinds import OFFERS, OWNER, TYPES, Type
from handoff.adapters.salesforce.schema import Described
from handoff.domain.mark import Mark
from handoff.domain.people import Client
from handoff.domain.record import Kind

_ALWAYS = ("Id", "SystemModstamp", "LastModifiedDate", "LastModifiedBy.Name", OWNER)
_FILE = (
    "Title", "FileType", "FileExtension", "ContentSize", "Description", "LastModifiedDate", "SystemModstamp",
    "LastModifiedBy.Name", "OwnerId", "LatestPublishedVersionId",
)  # fmt: skip
_CHANGES = (
    "SELECT Field, NewValue, CreatedDate, CreatedById FROM Histories WHERE Field != 'created' ORDER BY CreatedDate, Id"
)
_OFFERED = {kind: (*_ALWAYS[:4], *TYPES[kind].fields) for kind in OFFERS.values()}
_CHILDREN = {
    "AccountTeamMembers": "SELECT UserId, User.Name, TeamMemberRole FROM AccountTeamMembers ORDER BY Id",
    "OpportunityTeamMembers": "SELECT UserId, User.Name, TeamMemberRole FROM OpportunityTeamMembers ORDER BY Id",
    "AccountContactRelations": "SELECT AccountId, Roles, IsActive FROM AccountContactRelations ORDER BY Id",
    "OpportunityContactRoles": (
        "SELECT OpportunityId, ContactId, Contact.AccountId, Role, IsPrimary FROM OpportunityContactRoles ORDER BY Id"
    ),
    "Histories": _CHANGES,
    "OpportunityHistories": (
        "SELECT StageName, CreatedDate, CreatedById FROM OpportunityHistories ORDER BY CreatedDate, Id"
    ),
    "OpportunityLineItems": f"SELECT {', '.join(_OFFERED[Kind.LINE_ITEM])} FROM OpportunityLineItems ORDER BY Id",
    "Quotes": f"SELECT {', '.join(_OFFERED[Kind.QUOTE])} FROM Quotes ORDER BY Id",
    "CaseComments": "SELECT CommentBody, CreatedDate, CreatedBy.Name FROM CaseComments ORDER BY CreatedDate",
    "Notes": (
        "SELECT Id, Title, Body, OwnerId, ParentId, LastModifiedDate, LastModifiedBy.Name, SystemModstamp "
        "FROM Notes ORDER BY Id"
    ),
    "EmailMessageRelations": "SELECT RelationId, RelationType FROM EmailMessageRelations ORDER BY Id",
    "Attachments": (
        "SELECT Id, Name, ContentType, BodyLength, Description, OwnerId, ParentId, LastModifiedDate, "
        "LastModifiedBy.Name, SystemModstamp FROM Attachments ORDER BY Id"
    ),
    "ContentDocumentLinks": (
        f"SELECT ContentDocumentId, {', '.join(f'ContentDocument.{name}' for name in _FILE)} "
        "FROM ContentDocumentLinks ORDER BY Id"
    ),
}
"""The subqueries by the name of the way to the children."""
RELATIONS = "EmailMessageRelations"
"""The way from an e-mail to the people whom it went to or came from."""

OWNABLE = (Kind.DEAL, Kind.COMPANY, Kind.CONTACT, Kind.TICKET, Kind.TASK)
"""The kinds whose further owner fields are looked for: the others keep their author."""

ARCHIVED = (Kind.TASK, Kind.MEETING)
"""Activities that are older than a year are put away, and found by `queryAll` alone."""


def query_for(
    kind: Kind,
    described: Described,
    client: Client,
    mark: Mark,
    more: Sequence[str] = (),
    *,
    after: str = "",
    shared: bool = False,
) -> str:
    """Return the query for a client's records of one kind, with some fields `more`, of those behind the id `after`
    where one is given; `shared`: contacts may belong to several accounts.
    """
    kept = _fields(TYPES[kind], described, more, whole=kind in (mark.record.kind, Kind.COMPANY))
    ways = described.children - ({"Histories", RELATIONS} if kind is Kind.CONTACT else frozenset())
    children = [f"({text})" for name, text in _CHILDREN.items() if name in ways]
    where = _where(kind, client, mark, shared=shared)
    if after:
        where = soql(f"({where}) AND Id > {{}}", after)
    return f"SELECT {', '.join([*kept, *children])} FROM {described.name} WHERE {where} ORDER BY Id"


_HANGING = ("Notes", "Attachments", "ContentDocumentLinks")
_PARENTS = {"Account": "", "Opportunity": ".AccountId", "Contact": ".AccountId", "Case": ".AccountId"}
"""What a record of the organisation's own objects can hang on, and how that leads to the account."""


def custom_objects(described: Mapping[str, Described]) -> list[str]:
    """Return the organisation's own objects whose records can hang on a client, in order."""
    return sorted({name for parent in _PARENTS if parent in described for name, _ in described[parent].custom_children})


def custom_query(described: Mapping[str, Described], name: str, client: Client, after: str = "") -> str:
    """Return the query for the records of one of the organisation's own objects that hang on a client, "" where our
    user sees none of the fields that say so; `after` as in query_for.
    """
    own = described[name]
    ways = []
    for parent, further in _PARENTS.items():
        for child, reference in described[parent].custom_children if parent in described else ():
            field = own.fields.get(reference)
            if child == name and field is not None and field.filterable:
                ways.append(soql(f"{field.relationship + further if further else reference} = {{}}", client.record.id))
    if not ways:
        return ""
    fields = own.known(dict.fromkeys((*_ALWAYS, "Name", *own.custom)))
    children = [f"({_CHILDREN[way]})" for way in _HANGING if way in own.children]
    where = " OR ".join(ways)
    if after:
        where = soql(f"({where}) AND Id > {{}}", after)
    return f"SELECT {', '.join([*fields, *children])} FROM {name} WHERE {where} ORDER BY Id"


def emails_query(described: Described, client: Client, deals: Sequence[str], *, cases: bool) -> str:
    """Return the query for e-mails about the account and some deals, and with `cases` also those of its cases."""
    where = soql("RelatedToId IN {}", [client.record.id, *deals] if cases else list(deals))
    if cases:
        where = soql("Parent.AccountId = {}", client.record.id) + f" OR {where}"
    return _emails(described, where)


def letters_query(described: Described, contacts: Sequence[str]) -> str:
    """Return the query for e-mails that are about no record and went to or came from some contacts, with who else."""
    among = soql("SELECT EmailMessageId FROM EmailMessageRelation WHERE RelationId IN {}", list(contacts))
    return _emails(described, f"RelatedToId = null AND ParentId = null AND Id IN ({among})", RELATIONS)


def _emails(described: Described, where: str, *ways: str) -> str:
    kept = _fields(TYPES[Kind.EMAIL], described, (), whole=False)
    files = [name for name in ("Attachments", "ContentDocumentLinks") if name in described.children]
    children = [f"({_CHILDREN[name]})" for name in (*files, *ways)]
    return f"SELECT {', '.join([*kept, *children])} FROM EmailMessage WHERE {where} ORDER BY Id"


def _fields(wanted: Type, described: Described, more: Sequence[str], *, whole: bool) -> list[str]:
    """The fields to select: those of the kind, owners, and with `whole` all of the organisation's own."""
    names = [*_ALWAYS, *wanted.fields, *more, *(described.owners if wanted.kind in OWNABLE else ())]
    if whole:
        names += described.custom
    return described.known(dict.fromkeys(names))


def _where(kind: Kind, client: Client, mark: Mark, *, shared: bool) -> str:
    account = client.record.id
    match kind:
        case Kind.COMPANY:
            return soql("Id = {}", account)
        case Kind.DEAL if mark.record.kind is Kind.DEAL:
            return soql("AccountId = {} OR Id = {}", account, mark.record.id)
        case Kind.CONTACT if shared:
            return soql("Id IN (SELECT ContactId FROM AccountContactRelation WHERE AccountId = {})", account)
        case Kind.TASK | Kind.MEETING:
            return soql("AccountId = {} AND IsDeleted = false", account)
    return soql("AccountId = {}", account)


def is_shared(described: Mapping[str, Described]) -> bool:
    """Whether the organisation lets contacts belong to several accounts."""
    return "Contact" in described and "AccountContactRelations" in described["Contact"].children
