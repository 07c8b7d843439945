import { RefusedError } from "../refused-error";
import {
  type BatchMetadata,
  type FileMetadata,
  type FileStatus,
  type FileUrl,
  fileErrors,
  type OfFile,
  type StartedUpload,
  type StartUpload,
} from "../sdk/file";
import { type FileStore, tokenHeader } from "./file-store";

const mebibyte = 1_024 * 1_024;

/** No guide names the values of all of them. */
export const fileLimits = {
  /** bytes */
  fileSize: 20 * mebibyte,
  /** bytes of all uploads of one contact */
  totalSize: 40 * mebibyte,
  /** uploads of one contact */
  count: 10,
  /** ms that an upload URL works */
  uploadTime: 15 * 60_000,
  /** ms that a download URL works */
  downloadTime: 5 * 60_000,
};

const nameLength = 256;
const badName = /[\\/:*?"<>|\p{Cc}]|^\.|^\s*$/u;
const types = new Set(
  "csv doc docx gif heic htm html jpeg jpg mov mp4 pdf png ppt pptx rtf txt wav xls xlsx".split(
    " ",
  ),
);

interface AttachedFile extends FileMetadata {
  /** Epoch ms until which it can be uploaded; null for a text of the workspace's own, which is no upload. */
  uploadEnds: number | null;
}

/** The files of contacts: their states, and where to upload them. Their bytes are in the store. */
export class AttachedFiles {
  private list: readonly AttachedFile[] = [];

  constructor(private readonly store: FileStore) {}

  /** Starts an upload by an app. */
  start({ associatedResourceArn, fileName, fileSizeInBytes }: StartUpload): StartedUpload {
    const refusal = this.findRefusal(associatedResourceArn, fileName, fileSizeInBytes);
    if (refusal) throw refusal;
    const uploadEnds = Date.now() + fileLimits.uploadTime;
    const { fileId, fileStatus } = this.add({
      associatedResourceArn,
      fileName,
      fileSizeInBytes,
      fileStatus: "PENDING_UPLOAD",
      uploadEnds,
    });
    const token = crypto.randomUUID();
    return {
      associatedResourceArn,
      fileId,
      uploadUrl: this.store.urlOf(fileId, uploadEnds, token),
      uploadHeaders: { [tokenHeader]: token },
      uploadMethod: "PUT",
      fileStatus,
    };
  }

  /** The app says that it has uploaded the file. It is scanned, and then approved or rejected. */
  complete(file: OfFile): void {
    const { fileStatus } = this.require(file);
    if (fileStatus !== "PENDING_UPLOAD") {
      throw new RefusedError("invalidState", `The file ${file.fileId} is ${fileStatus}`);
    }
    this.setStatus(file.fileId, "PROCESSING");
    void this.scan(file.fileId);
  }

  delete(file: OfFile): void {
    this.require(file);
    this.setStatus(file.fileId, "DELETED");
  }

  /** Adds a text that the workspace has, such as an e-mail's body, and keeps its bytes. */
  addText(associatedResourceArn: string, fileName: string, type: string, text: string): OfFile {
    const { fileId } = this.add({
      associatedResourceArn,
      fileName,
      fileSizeInBytes: new TextEncoder().encode(text).length,
      fileStatus: "APPROVED",
      uploadEnds: null,
    });
    this.store.put(fileId, type, text).catch(() => this.setStatus(fileId, "FAILED"));
    return { fileId, associatedResourceArn };
  }

  metadata(associatedResourceArn: string, fileIds: readonly string[]): BatchMetadata {
    const files: FileMetadata[] = [];
    const errors: BatchMetadata["errors"] = [];
    for (const fileId of fileIds) {
      const file = this.find({ associatedResourceArn, fileId });
      if (file) files.push(file);
      else errors.push({ errorCode: "404", errorMessage: "There is no such file", fileId });
    }
    return { files, errors };
  }

  urlOf(file: OfFile): FileUrl {
    const metadata = this.require(file);
    if (metadata.fileStatus !== "APPROVED") {
      throw new RefusedError("invalidState", `The file ${file.fileId} is ${metadata.fileStatus}`);
    }
    const expires = Date.now() + fileLimits.downloadTime;
    return { ...metadata, downloadUrl: this.store.urlOf(file.fileId, expires, "") };
  }

  /** The approved files of a contact or a message template. */
  approved(associatedResourceArn: string): FileMetadata[] {
    return this.of(associatedResourceArn).filter(({ fileStatus }) => fileStatus === "APPROVED");
  }

  private findRefusal(arn: string, name: string, size: number): RefusedError | null {
    const others = this.list
      .filter((file) => file.associatedResourceArn === arn && file.uploadEnds !== null)
      .map(metadataOf)
      .filter(({ fileStatus }) => isKept(fileStatus));
    const total = others.reduce((sum, { fileSizeInBytes }) => sum + fileSizeInBytes, size);
    const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
    if (badName.test(name) || name.length > nameLength) {
      return new RefusedError(fileErrors.invalidName, `A file cannot be named ${name}`);
    }
    if (!types.has(extension)) {
      return new RefusedError(fileErrors.invalidType, `A file cannot be of the type ${extension}`);
    }
    if (!Number.isInteger(size) || size < 1 || size > fileLimits.fileSize) {
      return new RefusedError(
        fileErrors.invalidSize,
        `A file has 1 to ${fileLimits.fileSize} bytes, not ${size}`,
      );
    }
    if (others.length >= fileLimits.count) {
      return new RefusedError(
        fileErrors.totalCountExceeded,
        `A contact has at most ${fileLimits.count} files`,
      );
    }
    if (total > fileLimits.totalSize) {
      return new RefusedError(
        fileErrors.totalSizeExceeded,
        `The files of a contact have at most ${fileLimits.totalSize} bytes`,
      );
    }
    return null;
  }

  private async scan(fileId: string): Promise<void> {
    const stored = await this.store.find(fileId).catch(() => null);
    const file = this.list.find((each) => each.fileId === fileId);
    if (file?.fileStatus !== "PROCESSING") return;
    if (stored?.sizeInBytes !== file.fileSizeInBytes) this.setStatus(fileId, "FAILED");
    else this.setStatus(fileId, stored.infected ? "REJECTED" : "APPROVED");
  }

  private add(file: Omit<AttachedFile, "fileId" | "fileArn" | "creationTime">): AttachedFile {
    const fileId = crypto.randomUUID();
    const added = {
      ...file,
      fileId,
      fileArn: `${file.associatedResourceArn}/file/${fileId}`,
      creationTime: new Date().toISOString(),
    };
    this.list = [...this.list, added];
    return added;
  }

  private require(file: OfFile): FileMetadata {
    const found = this.find(file);
    if (!found) throw new RefusedError("fileNotFound", `There is no file ${file.fileId}`);
    return found;
  }

  private find({ associatedResourceArn, fileId }: OfFile): FileMetadata | undefined {
    return this.of(associatedResourceArn).find((file) => file.fileId === fileId);
  }

  private of(arn: string): FileMetadata[] {
    return this.list
      .filter(({ associatedResourceArn }) => associatedResourceArn === arn)
      .map(metadataOf);
  }

  private setStatus(fileId: string, fileStatus: FileStatus): void {
    this.list = this.list.map((file) => (file.fileId === fileId ? { ...file, fileStatus } : file));
  }
}

/** What apps see of a file now. */
function metadataOf({ uploadEnds, ...file }: AttachedFile): FileMetadata {
  const isLate = uploadEnds !== null && Date.now() > uploadEnds;
  return file.fileStatus === "PENDING_UPLOAD" && isLate
    ? { ...file, fileStatus: "UPLOAD_EXPIRED" }
    : file;
}

/** Whether an upload counts against the limits. */
function isKept(status: FileStatus): boolean {
  return status === "APPROVED" || status === "PROCESSING" || status === "PENDING_UPLOAD";
}
