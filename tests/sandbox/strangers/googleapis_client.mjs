// Lists, pages, searches, exports, uploads, grants and transfers with @googleapis/drive as a stranger would; prints what it saw.
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { drive as connect, auth as library } from "@googleapis/drive";

const { login, people } = JSON.parse(readFileSync(0, "utf8"));
const [ana, ben, client, one, two] = people;
const signedIn = (email) => {
  const { client_id: clientId, client_secret: clientSecret, token_uri: oauth2TokenUrl } = login.oauth_client;
  const signer = new library.OAuth2({ clientId, clientSecret, endpoints: { oauth2TokenUrl } });
  signer.setCredentials({ refresh_token: login.refresh_tokens[email] });
  return signer;
};
const driveOf = (auth) => connect({ version: "v3", auth, rootUrl: login.root_url });
const drive = driveOf(signedIn(ana));
const seen = {};
const sent = { rootUrl: login.root_url }; // the library asks for it again wherever content is sent
const failed = async (work) => {
  try {
    await work();
    return "no error";
  } catch (error) {
    return [error.status, error.response.data.error.errors[0].reason];
  }
};
const ids = (answer) => answer.data.files.map((file) => file.id).sort();

const about = (await drive.about.get({ fields: "user,exportFormats,importFormats,storageQuota" })).data;
seen.me = about.user.emailAddress;
seen.exports = about.exportFormats["application/vnd.google-apps.document"].includes("text/markdown");
const paged = [];
for (let pageToken; ; ) {
  const page = (await drive.files.list({ q: "'many' in parents", pageSize: 20, pageToken, fields: "nextPageToken,files(id)" })).data;
  paged.push(...page.files.map((file) => file.id));
  if (!(pageToken = page.nextPageToken)) break;
}
seen.paged = new Set(paged).size;
seen.searched = ids(await drive.files.list({ q: `mimeType = 'application/vnd.google-apps.document' and '${client}' in readers` }));
seen.text = ids(await drive.files.list({ q: "fullText contains 'newsletter' and trashed = false" }));
const folders = Array.from({ length: 80 }, (_, at) => `'folder-number-${at}-with-a-long-name' in parents`);
seen.long = ids(await drive.files.list({ q: [...folders, "'client-folder' in parents"].join(" or ") })).includes("goals");
const shared = { corpora: "drive", driveId: "studio-drive", includeItemsFromAllDrives: true, supportsAllDrives: true };
seen.shared = ids(await drive.files.list(shared));
seen.drives = (await drive.drives.list({ q: "name contains 'Stud'", useDomainAdminAccess: true })).data.drives[0].name;
seen.exported = (await drive.files.export({ fileId: "goals", mimeType: "text/markdown" })).data;
const media = await drive.files.get({ fileId: "logo", alt: "media" }, { responseType: "stream", headers: { Range: "bytes=0-2" } });
seen.range = [media.status, (await Readable.toWeb(media.data).getReader().read()).value.length];

const [id] = (await drive.files.generateIds({ count: 1, type: "files" })).data.ids;
const upload = { requestBody: { id, name: "up.txt", parents: ["client-folder"] }, media: { mimeType: "text/plain", body: Readable.from(["two ", "parts"]) } };
seen.uploaded = (await drive.files.create({ ...upload, fields: "id,md5Checksum,size" }, sent)).data.size;
seen.again = await failed(() => drive.files.create({ requestBody: { id, name: "again" } }));
seen.changed = (await drive.files.update({ fileId: id, media: { mimeType: "text/plain", body: "three parts!" }, fields: "size" }, sent)).data.size;
seen.revisions = (await drive.revisions.list({ fileId: id })).data.revisions.length;
const dossier = { name: "Dossier", mimeType: "application/vnd.google-apps.document", parents: ["client-folder"] };
const doc = await drive.files.create({ requestBody: dossier, media: { mimeType: "text/html", body: "<h1>Dossier</h1><p>Body</p>" } }, sent);
seen.converted = (await drive.files.export({ fileId: doc.data.id, mimeType: "text/plain" })).data.includes("Dossier");

const start = (await drive.changes.getStartPageToken()).data.startPageToken;
const grant = { fileId: id, sendNotificationEmail: false, requestBody: { type: "user", role: "reader", emailAddress: client } };
const permissionId = (await drive.permissions.create(grant)).data.id;
seen.granted = (await driveOf(signedIn(client)).files.get({ fileId: id })).data.name;
const rows = (await drive.permissions.list({ fileId: id, fields: "permissions(id,emailAddress,role,permissionDetails)" })).data.permissions;
seen.listed = rows.length;
await drive.permissions.update({ fileId: id, permissionId, requestBody: { role: "commenter" } });
seen.inherited = await failed(() => drive.permissions.delete({ fileId: id, permissionId: rows.find((row) => row.emailAddress === ben).id }));
const owner = { fileId: id, transferOwnership: true, requestBody: { type: "user", role: "owner", emailAddress: ben } };
seen.transferred = (await drive.permissions.create(owner)).data.role;
seen.taken = await failed(() => drive.permissions.create(owner));
const across = { ...owner, fileId: "goals", requestBody: { ...owner.requestBody, emailAddress: client } };
seen.across = await failed(() => drive.permissions.create(across));
const [first, second] = [driveOf(signedIn(one)), driveOf(signedIn(two))];
await first.permissions.create({ fileId: "consumer", requestBody: { type: "user", role: "writer", emailAddress: two, pendingOwner: true } });
const accept = { fileId: "consumer", transferOwnership: true, requestBody: { type: "user", role: "owner", emailAddress: two } };
await second.permissions.create(accept);
seen.accepted = (await second.files.get({ fileId: "consumer", fields: "ownedByMe" })).data.ownedByMe;
seen.changes = (await drive.changes.list({ pageToken: start, includeItemsFromAllDrives: true, supportsAllDrives: true })).data.changes.map((one) => one.fileId);
seen.stranger = await failed(() => connect({ version: "v3", rootUrl: login.root_url, auth: login.api_key }).files.get({ fileId: "goals" }));
seen.anyone = (await connect({ version: "v3", rootUrl: login.root_url, auth: login.api_key }).files.get({ fileId: "logo" })).data.id;
seen.locked = await failed(async () => {
  await drive.files.update({ fileId: "goals", requestBody: { contentRestrictions: [{ readOnly: true, reason: "signed" }] } });
  await drive.files.update({ fileId: "goals", requestBody: { name: "Other" } });
});
seen.unknown = [await failed(() => drive.files.list({ q: "title = 'x'" })), await failed(() => drive.files.get({ fileId: "goals", fields: "title" }))];

const parts = ["goals", "nothing"].map((fileId, at) => `--B\r\nContent-Type: application/http\r\nContent-ID: <${at}>\r\n\r\nGET /drive/v3/files/${fileId}?fields=id HTTP/1.1\r\n\r\n`);
const batch = await signedIn(ana).request({
  url: `${login.root_url}batch/drive/v3`,
  method: "POST",
  headers: { "Content-Type": "multipart/mixed; boundary=B" },
  data: parts.join("") + "\r\n--B--",
  responseType: "text",
});
seen.batch = [...batch.data.matchAll(/^HTTP\/1.1 (\d+)/gm)].map((match) => match[1]);
process.stdout.write(JSON.stringify(seen));
