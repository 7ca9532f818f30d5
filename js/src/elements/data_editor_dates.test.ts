import { expect, test } from "vitest";
import { dateIn, datetimeIn, secondsIn, timeIn } from "./data_editor_dates";

test.each([
  ["2024-02-29", "2024-02-29"],
  ["2024/2/3", "2024-02-03"],
  ["3.2.2024", "2024-02-03"],
  ["13/2/2024", "2024-02-13"],
  ["2/13/2024", "2024-02-13"],
  ["5 Mar 2024", "2024-03-05"],
  ["March 5, 2024", "2024-03-05"],
  ["0099-01-02", "0099-01-02"],
  ["2023-02-29", null],
  ["12", null],
  ["soon", null],
])("%s is the date %s", (text, date) => {
  expect(dateIn(text, false)).toBe(date);
});

test("what can be read in two ways is read as the reader writes it", () => {
  expect(dateIn("3/2/2024", true)).toBe("2024-02-03");
  expect(dateIn("3/2/2024", false)).toBe("2024-03-02");
});

test.each([
  ["9:05", "09:05:00"],
  ["23:59:58.250", "23:59:58.25"],
  ["12:10 am", "00:10:00"],
  ["3:15 PM", "15:15:00"],
  ["24:00", null],
  ["13:00 pm", null],
])("%s is the time %s", (text, time) => {
  expect(timeIn(text)).toBe(time);
});

test.each([
  ["2024-01-02T10:00", "2024-01-02T10:00:00"],
  ["2024-01-02 10:00:30 +02:00", "2024-01-02T10:00:30+02:00"],
  ["2024-01-02 10:00z", "2024-01-02T10:00:00Z"],
  ["2.1.2024, 3:15 pm", "2024-01-02T15:15:00"],
  ["2024-01-02", "2024-01-02T00:00:00"],
  ["10:00", null],
])("%s is the moment %s", (text, moment) => {
  expect(datetimeIn(text, true)).toBe(moment);
});

test.each([
  ["1:30:00", 5400],
  ["2 days 01:00:00.5", 176_400.5],
  ["-3 d", -259_200],
  ["12", null],
  ["", null],
])("%s is a span of %s seconds", (text, seconds) => {
  expect(secondsIn(text)).toBe(seconds);
});
