/** `npm run doctor`: reports what is wrong with the settings and a deployed app, what breaks, and how to fix it. */
import { parseArgs } from "node:util";
import nextEnv from "@next/env";
import { parseSettings } from "@/lib/env";
import { isLoopback, parseOrigin } from "@/lib/security/origins";
import { createTenant, singleTenant } from "@/lib/tenants/tenant";
import { catalogue } from "./catalogue";
import { type Examination, examine } from "./examine";
import { explain, isError } from "./finding";
import { chooseTenant } from "./tenant";

const usage = `npm run doctor -- [origin] [--json]
npm run doctor -- --sign-in [--headless]
npm run doctor -- --tenant <id> …

  origin      the deployed app, such as https://app.example.com; without it, only the settings
  --sign-in   opens a browser in which you sign in as an agent would. Reports the pages, cookies and claims, and
              what agents will see. The app need not run
  --tenant    one of the tenants in TENANTS_FILE, such as acme: all of the above for it
  --headless  the same without a window, for a provider that needs no input

Settings come from the environment, and from the files that Next reads in production: .env.production.local,
.env.local, .env.production and .env.
Exit code: 0 if there are no errors (! is a warning), 1 if there are errors (✗), 2 if it could not check.`;

function print({ examined, findings }: Examination): void {
  for (const code of new Set(findings.map((finding) => finding.code))) {
    for (const finding of findings.filter((each) => each.code === code)) {
      console.log(`${isError(finding) ? "✗" : "!"} ${finding.what}`);
    }
    const { why, fix } = catalogue[code];
    console.log(`    ${why}\n    → ${fix}  [${code}]\n`);
  }
  const verdict = findings.length === 0 ? "Nothing found" : `${findings.length} found`;
  console.log(`${verdict}. Checked: ${examined.join(", ")}.`);
}

async function signIn(
  environment: Record<string, string | undefined>,
  headless: boolean,
): Promise<void> {
  const settings = parseSettings(environment);
  // Loaded only here: they need a browser, and the app's server code.
  const { openBrowser } = await import("./sign-in/browser");
  const { performSignIn } = await import("./sign-in/sign-in");
  const { describeSignIn } = await import("./sign-in/print");
  const browser = await openBrowser({
    headless,
    isLocal: isLoopback(new URL(settings.AUTH_OIDC_ISSUER)),
  });
  try {
    if (!headless) console.log("Sign in in the window that has opened.\n");
    const lines = describeSignIn(
      await performSignIn(browser, createTenant(singleTenant, settings, settings.AUTH_SECRET)),
    );
    console.log(lines.join("\n"));
    process.exitCode = lines.some((line) => line.startsWith("✗")) ? 1 : 0;
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      "sign-in": { type: "boolean", default: false },
      headless: { type: "boolean", default: false },
      tenant: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (positionals.length > 1) throw new Error(usage);
  const origin = positionals[0] ? parseOrigin(positionals[0].replace(/\/$/, "")) : null;

  // Like `next start`: variables of the environment win, and $NAME in a file is replaced.
  const { combinedEnv } = nextEnv.loadEnvConfig(process.cwd());
  const environment = await chooseTenant(combinedEnv, values.tenant);
  if (values["sign-in"]) return signIn(environment, values.headless);
  const examination = await examine(environment, origin);
  const healthy = !examination.findings.some(isError);
  if (values.json) {
    const { examined, findings } = examination;
    console.log(JSON.stringify({ healthy, examined, findings: findings.map(explain) }, null, 2));
  } else {
    print(examination);
  }
  process.exitCode = healthy ? 0 : 1;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 2;
});
