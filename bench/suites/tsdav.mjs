// What tsdav.py runs: one line of JSON for each step, with why it failed where it did.

import assert from "node:assert/strict";
import { createDAVClient } from "tsdav";

const [serverUrl, username, password] = process.argv.slice(2);

async function step(name, work) {
  let why = "";
  try {
    await work();
  } catch (error) {
    why = String(error?.message ?? error).replaceAll("\n", " ");
  }
  console.log(JSON.stringify({ step: name, why }));
}

function event(uid, summary, ...more) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kalends//conformance//EN", "BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20260101T000000Z"];
  return [...lines, "DTSTART:20260210T120000Z", "DURATION:PT1H", `SUMMARY:${summary}`, ...more, "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
}

function ensureGood(response) {
  assert.ok(response.ok, `${response.status} ${response.statusText}`);
}

let client, calendar, lunch;

await step("discover the account", async () => {
  client = await createDAVClient({ serverUrl, credentials: { username, password }, authMethod: "Basic", defaultAccountType: "caldav" });
});
await step("make a calendar and find it", async () => {
  const home = (await client.fetchCalendars())[0].url.replace(/[^/]+\/$/, "");
  const url = `${home}tsdav-${Date.now()}/`;
  await client.makeCalendar({ url, props: { displayname: "From tsdav" } });
  calendar = (await client.fetchCalendars()).find((one) => one.url === url);
  assert.equal(calendar.displayName, "From tsdav");
});
await step("create events, one of them weekly", async () => {
  const make = (filename, iCalString) => client.createCalendarObject({ calendar, filename, iCalString });
  ensureGood(await make("lunch.ics", event("lunch", "Lunch")));
  ensureGood(await make("tea.ics", event("tea", "Tea", "RRULE:FREQ=WEEKLY;COUNT=10")));
});
await step("fetch them", async () => {
  const objects = await client.fetchCalendarObjects({ calendar });
  assert.deepEqual(objects.map((one) => /SUMMARY:(.*)\r/.exec(one.data)[1]).sort(), ["Lunch", "Tea"]);
  lunch = objects.find((one) => one.data.includes("Lunch"));
  assert.ok(lunch.etag);
});
await step("fetch a week of them, expanded", async () => {
  const timeRange = { start: "2026-02-23T00:00:00Z", end: "2026-03-02T00:00:00Z" };
  const objects = await client.fetchCalendarObjects({ calendar, timeRange, expand: true });
  assert.equal(objects.length, 1);
  assert.match(objects[0].data, /RECURRENCE-ID/);
  assert.doesNotMatch(objects[0].data, /RRULE/);
});
await step("change one by its ETag, and be refused by an old one", async () => {
  const data = event("lunch", "Late lunch");
  ensureGood(await client.updateCalendarObject({ calendarObject: { ...lunch, data } }));
  const stale = await client.updateCalendarObject({ calendarObject: { ...lunch, data } });
  assert.equal(stale.status, 412);
});
await step("be told what changed since a token", async () => {
  const [before] = (await client.fetchCalendars()).filter((one) => one.url === calendar.url);
  assert.ok(before.syncToken);
  const objects = await client.fetchCalendarObjects({ calendar: before });
  ensureGood(await client.createCalendarObject({ calendar, filename: "new.ics", iCalString: event("new", "New") }));
  const after = await client.smartCollectionSync({ collection: { ...before, objects, objectMultiGet: client.calendarMultiGet }, method: "webdav" });
  assert.notEqual(after.syncToken, before.syncToken);
  assert.equal(after.objects.length, 3);
});
await step("ask when one is busy", async () => {
  const timeRange = { start: "2026-02-10T00:00:00Z", end: "2026-02-11T00:00:00Z" };
  const answer = await client.freeBusyQuery({ url: calendar.url, timeRange });
  assert.ok(answer);
});
await step("delete an event, then the calendar", async () => {
  for (const one of await client.fetchCalendarObjects({ calendar })) {
    ensureGood(await client.deleteCalendarObject({ calendarObject: one }));
  }
  assert.deepEqual(await client.fetchCalendarObjects({ calendar }), []);
  ensureGood(await client.deleteObject({ url: calendar.url }));
  assert.equal((await client.fetchCalendars()).some((one) => one.url === calendar.url), false);
});
