import { AmazonConnectService } from "@amazon-connect/app";

/** A service of another app than this repository's. The address's query says how it fails. */
const mode = location.search.slice(1);
if (mode !== "silent") {
  AmazonConnectService.init({
    async onCreate() {
      console.info("bare-service created");
      if (mode === "throws") throw new Error("no licence");
      if (mode === "never") await new Promise(() => {});
    },
  });
}
