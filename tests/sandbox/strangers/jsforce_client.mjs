// Reads, pages, searches and writes with jsforce as a stranger would; prints what it saw.
import { readFileSync } from "node:fs";
import jsforce from "jsforce";

const { instanceUrl, accessToken, ids } = JSON.parse(readFileSync(0, "utf8"));
const connection = new jsforce.Connection({ instanceUrl, accessToken, version: "67.0" });
const seen = {};

seen.identity = (await connection.identity()).username;
seen.versions = (await connection.request("/services/data")).length;
seen.objects = (await connection.describeGlobal()).sobjects.map((one) => one.name);
const described = await connection.sobject("Opportunity").describe();
seen.userFields = described.fields.filter((one) => one.referenceTo.includes("User")).map((one) => one.name);
seen.parents = (await connection.query("SELECT Name, Account.Owner.Name FROM Opportunity ORDER BY Name")).records.map(
  (one) => [one.Name, one.Account.Owner.Name],
);
const paged = [];
await connection
  .query("SELECT Id FROM Contact", { headers: { "Sforce-Query-Options": "batchSize=200" }, autoFetch: true, maxFetch: 10000 })
  .on("record", (record) => paged.push(record.Id))
  .run();
seen.paged = new Set(paged).size;
seen.found = (
  await connection
    .sobject("Account")
    .find({ Name: { $like: "A%" }, CreatedDate: { $lt: jsforce.Date.TODAY } }, "Id, Name")
    .include("Contacts")
    .select("LastName")
    .end()
    .execute()
).map((one) => [one.Name, one.Contacts.totalSize]);
seen.retrieved = (await connection.sobject("Account").retrieve([ids.account, ids.other])).map((one) => one.Name);

const created = await connection.sobject("Account").create({ Name: "By jsforce" });
seen.updated = (await connection.sobject("Account").update({ Id: created.id, Name: "Changed" })).success;
seen.read = (await connection.sobject("Account").retrieve(created.id)).Name;
seen.upserted = (await connection.sobject("Account").upsert({ Code__c: "J-1", Name: "Upserted" }, "Code__c")).success;
const several = await connection.sobject("Account").update(
  [
    { Id: ids.account, OwnerId: ids.successor },
    { Id: ids.other, OwnerId: ids.inactive },
  ],
  { allOrNone: false },
);
seen.several = several.map((one) => (one.success ? "ok" : one.errors[0].statusCode));
seen.deleted = (await connection.sobject("Account").destroy(created.id)).success;
const end = new Date(Date.now() + 120000);
const start = new Date(Date.now() - 3600000);
seen.changes = (await connection.sobject("Account").updated(start.toISOString(), end.toISOString())).ids;
seen.gone = (await connection.sobject("Account").deleted(start.toISOString(), end.toISOString())).deletedRecords.length;
seen.limits = (await connection.limits()).DailyApiRequests.Max;
seen.usage = connection.limitInfo.apiUsage.used;
for (const query of ["SELECT Nonsense FROM Account", "SELECT Id FROM Nonsense", "SELECT Id FORM Account"]) {
  try {
    await connection.query(query);
  } catch (error) {
    (seen.errors ??= []).push(error.errorCode);
  }
}

seen.searched = (await connection.search("FIND {Acme} IN ALL FIELDS RETURNING Account(Id, Name)")).searchRecords.map(
  (one) => one.Name ?? one.Id,
);
const bulk = [];
const stream = await connection.bulk2.query("SELECT Id, LastName, Account.Name FROM Contact");
stream.on("record", (record) => bulk.push(record));
await new Promise((resolve, reject) => stream.on("end", resolve).on("error", reject));
seen.bulk = [bulk.length, Object.keys(bulk[0])];
const loaded = await connection.bulk2.loadAndWaitForResults({
  object: "Contact",
  operation: "insert",
  input: [
    { LastName: "From bulk", Title: "Known" },
    { LastName: "", Title: "Nameless" },
  ],
});
seen.loaded = [loaded.successfulResults.length, loaded.failedResults[0].sf__Error.split(":")[0]];
process.stdout.write(JSON.stringify(seen));
