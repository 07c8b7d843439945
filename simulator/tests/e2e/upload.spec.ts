import { contactArn } from "../../host/simulated-instance";
// For the type of the app's `connectProvider`.
import type {} from "../bare-app/app";
import { expect, test } from "./bare-app";

test("an app uploads a file to the workspace's server from its own origin, and reads it back", async ({
  contact,
  app,
}) => {
  await app.getByText("start").waitFor();
  const file = await app.locator("html").evaluate(
    async (_html, { contactId, associatedResourceArn }) => {
      const request = <Answer extends object>(command: string, data: object) =>
        globalThis.connectProvider.getProxy().request<Answer>("aws.connect.file", command, data);
      const started = await request<{
        fileId: string;
        uploadUrl: string;
        uploadMethod: string;
        uploadHeaders: Record<string, string>;
      }>("start-attached-file-upload", {
        associatedResourceArn,
        fileName: "note.txt",
        fileSizeInBytes: 5,
        fileUseCaseType: "ATTACHMENT",
      });
      const { fileId, uploadUrl, uploadMethod: method, uploadHeaders: headers } = started;
      const uploaded = await fetch(uploadUrl, { method, headers, body: "Hello" });
      const attachment = { associatedResourceArn, fileId };
      await request("complete-attached-file-upload", attachment);
      let read: { downloadUrl: string } | null = null;
      for (let attempt = 0; !read && attempt < 50; attempt += 1) {
        read = await request<{ downloadUrl: string }>("get-attached-file-url", {
          attachment,
          activeContactId: contactId,
        }).catch(() => null);
        if (!read) await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const text = read && (await (await fetch(read.downloadUrl)).text());
      return { uploaded: uploaded.status, sameOrigin: uploadUrl.startsWith(origin), text };
    },
    { contactId: contact.id, associatedResourceArn: contactArn(contact.id) },
  );
  expect(file).toEqual({ uploaded: 200, sameOrigin: false, text: "Hello" });
});
