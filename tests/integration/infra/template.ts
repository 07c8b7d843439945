import { readFile } from "node:fs/promises";
import { parse, type YAMLSeq } from "yaml";
import { z } from "zod";
import { permissions } from "../../../lib/connect/permissions";

/** CloudFormation's short forms, read as the long ones: `!Ref Name` as `{ Ref: "Name" }`. */
const shortForms = [
  ...["Ref", "GetAtt", "Sub"].map((name) => ({
    tag: `!${name}`,
    resolve: (value: string) => ({ [name]: value }),
  })),
  {
    tag: "!Equals",
    collection: "seq" as const,
    resolve: (sequence: YAMLSeq) => ({ Equals: sequence.toJSON() }),
  },
];

const reference = z.strictObject({ Ref: z.string() });
const substitution = z.strictObject({ Sub: z.string() });
const parameter = z.strictObject({
  Type: z.literal("String"),
  Description: z.string(),
  Default: z.string().optional(),
  AllowedPattern: z.string().optional(),
  AllowedValues: z.array(z.string()).optional(),
  ConstraintDescription: z.string().optional(),
  MinLength: z.int().optional(),
  MaxLength: z.int().optional(),
});

/**
 * What CloudFormation's reference allows of the resources, as far as the template uses it. An unknown
 * property fails, as it would in a deployment.
 */
const templateSchema = z.object({
  Parameters: z.record(z.string(), parameter),
  Resources: z.strictObject({
    Application: z.strictObject({
      Type: z.literal("AWS::AppIntegrations::Application"),
      Properties: z.strictObject({
        Name: reference,
        Namespace: reference,
        Description: z.string().min(1).max(1_000),
        ApplicationType: z.literal("STANDARD"),
        ApplicationSourceConfig: z.strictObject({
          ExternalUrlConfig: z.strictObject({
            AccessUrl: reference,
            ApprovedOrigins: z.array(z.url()).max(50),
          }),
        }),
        ApplicationConfig: z.strictObject({
          ContactHandling: z.strictObject({ Scope: reference }),
        }),
        InitializationTimeout: z.int().min(1).max(600_000),
        IframeConfig: z.strictObject({
          Allow: z.array(z.enum(["clipboard-read", "clipboard-write", "microphone", "camera"])),
          Sandbox: z.array(
            z.enum([
              "allow-forms",
              "allow-popups",
              "allow-same-origin",
              "allow-scripts",
              "allow-downloads",
              "allow-modal",
              "allow-modals",
              "allow-storage-access-by-user-activation",
              "allow-popups-to-escape-sandbox",
            ]),
          ),
        }),
        // The API takes any text; the workspace knows these.
        Permissions: z.array(z.enum(permissions)).max(150),
      }),
    }),
    Association: z.strictObject({
      Type: z.literal("AWS::Connect::IntegrationAssociation"),
      Properties: z.strictObject({
        InstanceId: reference,
        IntegrationType: z.literal("APPLICATION"),
        IntegrationArn: z.strictObject({ GetAtt: z.literal("Application.ApplicationArn") }),
      }),
    }),
    ServiceApplication: z.strictObject({
      Type: z.literal("AWS::AppIntegrations::Application"),
      Condition: z.literal("HasService"),
      Properties: z.strictObject({
        Name: substitution,
        Namespace: substitution,
        Description: z.string().min(1).max(1_000),
        ApplicationType: z.literal("SERVICE"),
        ApplicationSourceConfig: z.strictObject({
          ExternalUrlConfig: z.strictObject({ AccessUrl: substitution }),
        }),
        // Required for a service, and at most 10 s (developer guide).
        InitializationTimeout: z.int().min(1).max(10_000),
        Permissions: z.array(z.enum(permissions)).max(150),
      }),
    }),
    ServiceAssociation: z.strictObject({
      Type: z.literal("AWS::Connect::IntegrationAssociation"),
      Condition: z.literal("HasService"),
      Properties: z.strictObject({
        InstanceId: reference,
        IntegrationType: z.literal("APPLICATION"),
        IntegrationArn: z.strictObject({
          GetAtt: z.literal("ServiceApplication.ApplicationArn"),
        }),
      }),
    }),
  }),
  Conditions: z.strictObject({
    HasService: z.strictObject({ Equals: z.tuple([reference, z.literal("yes")]) }),
  }),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
});

export async function readTemplate() {
  const text = await readFile("infra/connect-app.yaml", "utf8");
  return templateSchema.parse(parse(text, { customTags: shortForms }));
}
