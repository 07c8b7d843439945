import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { attachedFiles } from "@/simulator/attached-files";
import { fileLimits } from "@/simulator/host/files/attached-files";
import { httpFileStore } from "@/simulator/host/files/file-store";
import { contactArn } from "@/simulator/host/simulated-instance";
import type { StartedUpload, StartUpload } from "@/simulator/host/sdk/file";
import { EmailClient, FileClient } from "../reference";
import {
  appNamed,
  chat,
  connectApp,
  forAllContacts,
  openWorkspace,
  refusal,
} from "../workspace-apps";

const appOrigin = "http://localhost:3000";
const serve = attachedFiles([appOrigin]);
const server = createServer(async (request, response) => {
  if (!(await serve(request, response))) response.writeHead(404).end();
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function openChat() {
  const workspace = openWorkspace({
    apps: [appNamed("Files"), forAllContacts("Inbox"), appNamed("Weak", ["Contact.Details.View"])],
    fileStore: httpFileStore(origin),
  });
  const contactId = workspace.offerContact(chat);
  workspace.acceptContact(contactId);
  const files = new FileClient((await connectApp(workspace, { app: "Files" })).provider);
  const associatedResourceArn = contactArn(contactId);
  const start = (fileName: string, fileSizeInBytes: number) =>
    files.startAttachedFileUpload({
      associatedResourceArn,
      fileName,
      fileSizeInBytes,
      fileUseCaseType: "ATTACHMENT",
    } satisfies StartUpload);
  const statusOf = async (fileId: string) => {
    const relatedAttachments = { associatedResourceArn, fileIds: [fileId] };
    const found = await files.batchGetAttachedFileMetadata({
      relatedAttachments,
      activeContactId: contactId,
    });
    return found.files[0]?.fileStatus;
  };
  return { workspace, contactId, files, start, statusOf, associatedResourceArn };
}

function upload({ uploadUrl, uploadMethod, uploadHeaders }: StartedUpload, body: string) {
  return fetch(uploadUrl, { method: uploadMethod, headers: uploadHeaders, body });
}

it("a file is uploaded to the workspace's server, approved and downloaded", async () => {
  const { files, start, statusOf, contactId } = await openChat();
  const started = await start("note.txt", 5);
  expect(started).toMatchObject({ uploadMethod: "PUT", fileStatus: "PENDING_UPLOAD" });
  expect(await statusOf(started.fileId)).toBe("PENDING_UPLOAD");
  expect((await upload(started, "Hello")).status).toBe(200);
  await files.completeAttachedFileUpload(started);
  await vi.waitFor(async () => expect(await statusOf(started.fileId)).toBe("APPROVED"));

  const { downloadUrl, ...metadata } = await files.getAttachedFileUrl({
    attachment: started,
    activeContactId: contactId,
  });
  expect(metadata).toMatchObject({ fileName: "note.txt", fileSizeInBytes: 5 });
  const response = await fetch(downloadUrl);
  expect(await response.text()).toBe("Hello");
  expect(response.headers.get("content-disposition")).toBe("attachment");

  await files.deleteAttachedFile(started);
  expect(await statusOf(started.fileId)).toBe("DELETED");
  const gone = files.getAttachedFileUrl({ attachment: started, activeContactId: contactId });
  expect((await refusal(gone)).errorKey).toBe("invalidState");
});

it("a file that never arrived, or has another size, fails", async () => {
  const { files, start, statusOf } = await openChat();
  const never = await start("never.txt", 5);
  await files.completeAttachedFileUpload(never);
  const short = await start("short.txt", 5);
  await upload(short, "Hi");
  await files.completeAttachedFileUpload(short);
  await vi.waitFor(async () => {
    expect(await statusOf(never.fileId)).toBe("FAILED");
    expect(await statusOf(short.fileId)).toBe("FAILED");
  });
  expect((await refusal(files.completeAttachedFileUpload(short))).errorKey).toBe("invalidState");
});

it("an upload that is larger than the server allows is read to its end, and gets 413", async () => {
  const { start } = await openChat();
  const started = await start("large.pdf", fileLimits.fileSize);
  const isRead = new Promise((resolve) => {
    server.once("request", (request, response) => {
      response.once("close", () => resolve(request.complete));
    });
  });
  const response = await upload(started, "x".repeat(64 * 1_024 * 1_024));
  expect(response.status).toBe(413);
  // Otherwise the connection is reset, and it is chance whether the client sees the response.
  expect(await isRead).toBe(true);
  expect((await fetch(started.uploadUrl)).status).toBe(404);
});

it("a file with the test string of virus scanners is rejected", async () => {
  const { files, start, statusOf } = await openChat();
  const text = "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!";
  const started = await start("virus.txt", text.length);
  await upload(started, text);
  await files.completeAttachedFileUpload(started);
  await vi.waitFor(async () => expect(await statusOf(started.fileId)).toBe("REJECTED"));
});

it("an upload URL expires, and needs the upload's headers", async () => {
  const { start, statusOf } = await openChat();
  const started = await start("late.txt", 5);
  expect((await upload({ ...started, uploadHeaders: {} }, "Hello")).status).toBe(403);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + fileLimits.uploadTime + 1 });
  onTestFinished(() => void vi.useRealTimers());
  expect(await statusOf(started.fileId)).toBe("UPLOAD_EXPIRED");
  expect((await upload(started, "Hello")).status).toBe(403);
});

it("a file is refused with the SDK's error keys", async () => {
  const { start } = await openChat();
  const keyOf = async (name: string, size: number) => (await refusal(start(name, size))).errorKey;
  expect(await keyOf("../a.txt", 1)).toBe("InvalidFileNameException");
  expect(await keyOf("a.exe", 1)).toBe("InvalidFileTypeException");
  expect(await keyOf("a.txt", 0)).toBe("InvalidFileSizeException");
  expect(await keyOf("a.txt", fileLimits.fileSize + 1)).toBe("InvalidFileSizeException");
  await start("a.pdf", fileLimits.fileSize);
  await start("b.pdf", fileLimits.totalSize - fileLimits.fileSize - 100);
  expect(await keyOf("c.pdf", 101)).toBe("TotalFileSizeExceededException");
  for (let left = fileLimits.count - 2; left > 0; left -= 1) await start("d.txt", 1);
  expect(await keyOf("e.txt", 1)).toBe("TotalFileCountExceededException");
});

it("an app reads and changes only the files of its own contact, and needs *", async () => {
  const { workspace, files, start, contactId } = await openChat();
  const started = await start("a.txt", 1);
  const ofOther = { ...started, associatedResourceArn: contactArn("another") };
  expect((await refusal(files.deleteAttachedFile(ofOther))).errorKey).toBe("contactNotFound");
  const url = files.getAttachedFileUrl({ attachment: ofOther, activeContactId: contactId });
  expect((await refusal(url)).errorKey).toBe("fileNotFound");
  const unknown = await files.batchGetAttachedFileMetadata({
    relatedAttachments: { associatedResourceArn: started.associatedResourceArn, fileIds: ["x"] },
    activeContactId: contactId,
  });
  expect(unknown).toMatchObject({ files: [], errors: [{ fileId: "x", errorCode: "404" }] });
  const weak = new FileClient((await connectApp(workspace, { app: "Weak" })).provider);
  expect((await refusal(weak.deleteAttachedFile(started))).errorKey).toBe("noPermission");
});

it("an e-mail's body is a file, and its attachments count against its size", async () => {
  const { workspace } = await openChat();
  const inbox = await connectApp(workspace, { app: "Inbox" });
  const email = new EmailClient(inbox.provider);
  const files = new FileClient(inbox.provider);
  const contactId = workspace.offerContact({
    channel: { type: "email", subtype: "connect:Email" },
    customer: "Mary Major",
  });
  const { bodyLocation } = await email.getEmailData({ contactId, activeContactId: contactId });
  if (!bodyLocation) throw new Error("The e-mail has no body");
  const { downloadUrl } = await files.getAttachedFileUrl({
    attachment: bodyLocation,
    activeContactId: contactId,
  });
  await vi.waitFor(async () =>
    expect(await (await fetch(downloadUrl)).text()).toContain("Mary Major"),
  );

  const draft = await email.createDraftEmail({ initiationMethod: "OUTBOUND" });
  const associatedResourceArn = contactArn(draft.contactId);
  const size = 15 * 1_024 * 1_024;
  for (const fileName of ["a.pdf", "b.pdf"]) {
    const started = await files.startAttachedFileUpload({
      associatedResourceArn,
      fileName,
      fileSizeInBytes: size,
      fileUseCaseType: "ATTACHMENT",
    });
    await upload(started, "x".repeat(size));
    await files.completeAttachedFileUpload(started);
    const relatedAttachments = { associatedResourceArn, fileIds: [started.fileId] };
    await vi.waitFor(async () => {
      const ids = { relatedAttachments, activeContactId: draft.contactId };
      const [file] = (await files.batchGetAttachedFileMetadata(ids)).files;
      expect(file?.fileStatus).toBe("APPROVED");
    });
  }
  const sending = email.sendEmail({
    contactId: draft.contactId,
    to: [{ emailAddress: "mary.major@example.com" }],
    emailContent: { subject: "Both", body: "Here", bodyType: "text/plain" },
  });
  expect((await refusal(sending)).errorKey).toBe("TotalEmailSizeExceededException");
});

it("an e-mail's body does not count against the uploads of its contact", async () => {
  const { workspace } = await openChat();
  const inbox = await connectApp(workspace, { app: "Inbox" });
  const contactId = workspace.offerContact({
    channel: { type: "email", subtype: "connect:Email" },
    customer: "Mary Major",
  });
  await new EmailClient(inbox.provider).getEmailData({ contactId, activeContactId: contactId });
  const files = new FileClient(inbox.provider);
  const start = (fileSizeInBytes: number) =>
    files.startAttachedFileUpload({
      associatedResourceArn: contactArn(contactId),
      fileName: "a.pdf",
      fileSizeInBytes,
      fileUseCaseType: "ATTACHMENT",
    });
  const { fileSize, totalSize, count } = fileLimits;
  await start(fileSize);
  await start(totalSize - fileSize - (count - 2));
  for (let left = count - 2; left > 0; left -= 1) await start(1);
  expect((await refusal(start(1))).errorKey).toBe("TotalFileCountExceededException");
});

it("only the pages of the workspace and of its apps may use the server", async () => {
  const { start } = await openChat();
  const { uploadUrl } = await start("a.txt", 1);
  const preflight = (from: string) =>
    fetch(uploadUrl, { method: "OPTIONS", headers: { origin: from } });
  const ours = await preflight(appOrigin);
  expect(ours.status).toBe(204);
  expect(ours.headers.get("access-control-allow-origin")).toBe(appOrigin);
  const foreign = await preflight("https://evil.example");
  expect(foreign.status).toBe(403);
  expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
});
