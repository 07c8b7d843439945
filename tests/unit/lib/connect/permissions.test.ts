import { expect, it } from "vitest";
import { isGranted, permissionFor } from "@/lib/connect/permissions";

it("a request or an event needs its permission, none, or `*` if no guide names one", () => {
  expect(permissionFor("contact/getQueue")).toBe("Contact.Details.View");
  expect(permissionFor("contact/connected")).toBe("Contact.Details.View");
  expect(permissionFor("sendActivity")).toBeNull();
  expect(permissionFor("getTheme")).toBeNull();
  expect(permissionFor("contact/listContacts")).toBe("*");
});

it("a registration grants what it lists, everything with `*`, and what needs nothing", () => {
  expect(isGranted(["User.Details.View"], "User.Details.View")).toBe(true);
  expect(isGranted(["User.Details.View"], "Contact.Details.View")).toBe(false);
  expect(isGranted(["*"], "Contact.Details.View")).toBe(true);
  expect(isGranted([], null)).toBe(true);
});
