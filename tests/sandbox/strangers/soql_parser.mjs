// Parses each query of a JSON list on standard input; prints a list of {query} or {error}.
import { readFileSync } from "node:fs";
import { parseQuery } from "@jetstreamapp/soql-parser-js";

const answers = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  try {
    return { query: parseQuery(text) };
  } catch (error) {
    return { error: String(error.message) };
  }
});
process.stdout.write(JSON.stringify(answers));
