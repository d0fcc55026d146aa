// What somebody writes who uses the API from TypeScript: the types are those that openapi-typescript makes of the description.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { argv: string[] };
declare const crypto: { randomUUID(): string };

const [, , address, organisation, participant] = process.argv;
const api = createClient<paths>({ baseUrl: address });

const session = await api.POST("/api/v1/session", { body: { organisation, login: "lotte", password: "een lang wachtwoord" } });
const headers = { Authorization: `Bearer ${session.data!.token}` };

const caseload = await api.GET("/api/v1/participants", { headers, params: { query: { limit: 1 } } });
const days: (string | null)[] = caseload.data!.items.map((line) => line.lastContactOn);
const one = await api.GET("/api/v1/participants/{id}", { headers, params: { path: { id: participant } } });

const asked = { path: { id: participant, step: "hold-session" }, header: { "If-Match": "*", "Idempotency-Key": crypto.randomUUID() } };
const taken = await api.POST("/api/v1/participants/{id}/steps/{step}", { headers, params: asked, body: { on: "2025-06-20", fields: { form: "individual", minutes: 45 } } });
const refused = await api.POST("/api/v1/participants/{id}/steps/{step}", {
  headers, params: { ...asked, header: { ...asked.header, "Idempotency-Key": crypto.randomUUID() } }, body: { on: "9999-12-31", fields: { form: "individual", minutes: 45 } },
});

console.log(JSON.stringify({
  lines: caseload.data!.items.length, isDay: days.every((day) => day === null || /^\d{4}-\d\d-\d\d$/.test(day)), next: caseload.data!.next !== null,
  name: one.data!.name, outcome: taken.data!.outcome, version: taken.data!.version - one.data!.version, refused: refused.error!.type, status: refused.response.status,
}));
