// Logs in with access tokens as Salesforce's own libraries for command lines do; prints what each way came to.
import { readFileSync } from "node:fs";
import { AuthInfo, Connection, Org } from "@salesforce/core";

const { instanceUrl, accessToken } = JSON.parse(readFileSync(0, "utf8"));
const seen = [];
for (const options of [
  { username: accessToken, accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl } },
  { accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl } },
]) {
  const authInfo = await AuthInfo.create(options);
  const connection = await Connection.create({ authInfo });
  const org = await Org.create({ connection });
  seen.push({
    version: connection.getApiVersion(),
    username: connection.getUsername(),
    organisation: org.getOrgId().slice(0, 15),
    accounts: (await connection.query("SELECT Id FROM Account")).totalSize,
    contacts: (await connection.autoFetchQuery("SELECT Id FROM Contact")).records.length,
    user: (await connection.singleRecordQuery("SELECT Username FROM User WHERE LastName = 'Okafor'")).Username,
  });
}
process.stdout.write(JSON.stringify(seen));
