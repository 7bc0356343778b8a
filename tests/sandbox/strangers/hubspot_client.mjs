// Reads, pages, searches, associates and writes with @hubspot/api-client as a stranger would; prints what it saw.
import { readFileSync } from "node:fs";
import { Client, AssociationTypes } from "@hubspot/api-client";

const { basePath, accessToken, developerApiKey, app } = JSON.parse(readFileSync(0, "utf8"));
const limiterOptions = { minTime: 0, maxConcurrent: 6 };
const client = new Client({ basePath, accessToken, developerApiKey, limiterOptions, numberOfApiCallRetries: 2 });
const { crm } = client;
const seen = {};

// reading and paging
const deal = await crm.deals.basicApi.getById("801", ["dealname", "dealstage"], ["dealstage"], ["companies", "contacts"]);
seen.deal = [deal.properties.dealname, deal.propertiesWithHistory.dealstage.map((one) => one.value), Object.keys(deal.associations)];
seen.dates = [deal.createdAt instanceof Date, deal.propertiesWithHistory.dealstage[0].timestamp instanceof Date];
seen.everyContact = (await crm.contacts.getAll(100)).length;
const pages = [];
for (let after; ; ) {
  const page = await crm.owners.ownersApi.getPage(undefined, after, 1);
  pages.push(...page.results.map((one) => one.email));
  after = page.paging?.next?.after;
  if (!after) break;
}
seen.owners = pages;
seen.archivedOwners = (await crm.owners.ownersApi.getPage(undefined, undefined, 100, true)).results.map((one) => one.userIdIncludingInactive);
seen.teams = (await crm.owners.ownersApi.getById(72)).teams.map((one) => one.name);

// searching, beyond one page
let after = "0";
const found = [];
do {
  const page = await crm.contacts.searchApi.doSearch({
    filterGroups: [{ filters: [{ propertyName: "email", operator: "CONTAINS_TOKEN", value: "*@many.example" }] }],
    sorts: ["email"], properties: ["email"], limit: 200, after,
  });
  found.push(...page.results);
  seen.total = page.total;
  after = page.paging?.next?.after;
} while (after);
seen.found = new Set(found.map((one) => one.id)).size;

// batches, with what is not there
const batch = await crm.deals.batchApi.read({
  inputs: [{ id: "801" }, { id: "9" }], properties: ["dealname"], propertiesWithHistory: [],
});
seen.batch = [batch.results.map((one) => one.id), batch.numErrors, batch.errors[0].context.ids];
seen.updated = (await crm.deals.batchApi.update({
  inputs: [{ id: "801", properties: { amount: "5" } }, { id: "802", properties: { amount: "6" } }],
})).results.map((one) => one.properties.amount).sort();
const upserted = await crm.contacts.batchApi.upsert({
  inputs: [{ idProperty: "email", id: "ann@acme.example", properties: { jobtitle: "Head" } }, { idProperty: "email", id: "new@acme.example", properties: {} }],
});
seen.upserted = upserted.results.map((one) => one._new).sort();

// a note on a deal, with the client's own ids of associations
const note = await crm.objects.notes.basicApi.create({
  properties: { hs_timestamp: new Date().toISOString(), hs_note_body: "Handed off" },
  associations: [{ to: { id: "801" }, types: [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: AssociationTypes.noteToDeal }] }],
});
const { v4 } = crm.associations;
seen.note = (await v4.basicApi.getPage("deals", "801", "notes")).results.map((one) => String(one.toObjectId)).includes(note.id);
const many = await v4.batchApi.getPage("deals", "contacts", { inputs: [{ id: "801" }, { id: "803" }] });
seen.associations = [many.results.map((one) => [one._from.id, one.to.length]), many.errors.length];
await v4.basicApi.createDefault("deals", "803", "companies", "502");
await v4.basicApi.create("companies", "502", "contacts", "603", [{ associationCategory: "USER_DEFINED", associationTypeId: 31 }]);
seen.labels = (await v4.basicApi.getPage("companies", "502", "contacts")).results[0].associationTypes.map((one) => one.label ?? null);
await v4.basicApi.archive("companies", "502", "contacts", "603");
seen.gone = (await v4.basicApi.getPage("companies", "502", "contacts")).results.length;
seen.known = (await v4.schema.definitionsApi.getAll("companies", "contacts")).results.length;

// what the portal is made of
const property = await crm.properties.coreApi.create("deals", {
  name: "csm", label: "CSM", groupName: "dealinformation", type: "enumeration", fieldType: "select",
  externalOptions: true, referencedObjectType: "OWNER",
});
seen.property = [property.referencedObjectType, property.externalOptions];
await crm.deals.basicApi.update("801", { properties: { csm: "72" } });
seen.stages = (await crm.pipelines.pipelinesApi.getAll("deals")).results.map((one) => one.stages.length);
await crm.schemas.coreApi.create({
  name: "retainer", labels: { singular: "Retainer", plural: "Retainers" }, primaryDisplayProperty: "title",
  requiredProperties: ["title"], searchableProperties: ["title"], secondaryDisplayProperties: [],
  properties: [{ name: "title", label: "Title", type: "string", fieldType: "text" }], associatedObjects: ["DEAL"],
});
const retainer = await crm.objects.basicApi.create("retainer", { properties: { title: "Books" }, associations: [] });
seen.custom = (await crm.objects.basicApi.getById("2-101", retainer.id, ["title"])).properties.title;

// a list, a file, a merge, an erasure
const list = await crm.lists.listsApi.create({ name: "Leaving", objectTypeId: "0-1", processingType: "MANUAL" });
await crm.lists.membershipsApi.add(list.list.listId, ["601", "602"]);
seen.members = (await crm.lists.membershipsApi.getPage(list.list.listId)).results.map((one) => one.recordId);
const file = await client.files.filesApi.upload(
  { data: Buffer.from("Signed by both."), name: "contract.txt" }, undefined, "/contracts", "contract.txt", undefined,
  JSON.stringify({ access: "PRIVATE" }),
);
const signed = await client.files.filesApi.getSignedUrl(file.id);
seen.file = [file.path, await (await fetch(signed.url)).text()];
await crm.contacts.basicApi.merge({ primaryObjectId: "601", objectIdToMerge: "602" });
seen.merged = (await crm.contacts.basicApi.getById("602")).id;

// errors and retries
for (const wrong of [
  () => crm.deals.basicApi.update("801", { properties: { hubspot_owner_id: "73" } }),
  () => crm.deals.basicApi.getById("9"),
  () => crm.deals.searchApi.doSearch({ limit: 201 }),
]) {
  try {
    await wrong();
  } catch (error) {
    (seen.errors ??= []).push([error.code, error.body.category]);
  }
}
await fetch(`${basePath}/_sandbox/faults`, {
  method: "POST", body: JSON.stringify({ vendor: "hubspot", fault: "bad_gateway", path: "/crm/v3/objects/tickets.*" }),
});
seen.retried = (await crm.tickets.basicApi.getById("951")).id;

// the app's webhooks and its OAuth
await client.webhooks.settingsApi.configure(app.id, { targetUrl: "https://handoff.example/hooks", throttling: { maxConcurrentRequests: 10 } });
const subscription = await client.webhooks.subscriptionsApi.create(app.id, { eventType: "deal.propertyChange", propertyName: "dealstage", active: true });
seen.subscription = [subscription.eventType, subscription.active];
const tokens = await client.oauth.tokensApi.create("refresh_token", undefined, undefined, app.client_id, app.client_secret, app.refresh_token);
client.setAccessToken(tokens.accessToken);
seen.oauth = (await client.crm.deals.basicApi.getById("801")).id;
const raw = await client.apiRequest({ method: "GET", path: "/crm/objects/2026-03/0-3/801" });
seen.dated = [raw.status, (await raw.json()).id];
process.stdout.write(JSON.stringify(seen));
