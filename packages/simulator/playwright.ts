export * from "../../simulator/playwright";
