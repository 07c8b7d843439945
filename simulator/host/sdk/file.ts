// `@amazon-connect/file` is not on the public registry: these are its names and shapes on the port.

export const fileNamespace = "aws.connect.file";

export const fileRoutes = {
  batchGetAttachedFileMetadata: "batch-get-attached-file-metadata",
  startAttachedFileUpload: "start-attached-file-upload",
  completeAttachedFileUpload: "complete-attached-file-upload",
  getAttachedFileUrl: "get-attached-file-url",
  deleteAttachedFile: "delete-attached-file",
} as const;

export const fileErrors = {
  invalidName: "InvalidFileNameException",
  invalidType: "InvalidFileTypeException",
  invalidSize: "InvalidFileSizeException",
  totalSizeExceeded: "TotalFileSizeExceededException",
  totalCountExceeded: "TotalFileCountExceededException",
} as const;

export type FileStatus =
  | "APPROVED"
  | "REJECTED"
  | "PROCESSING"
  | "PENDING_UPLOAD"
  | "UPLOAD_EXPIRED"
  | "FAILED"
  | "DELETED";

export interface OfFile {
  associatedResourceArn: string;
  fileId: string;
}

export interface FileMetadata extends OfFile {
  fileArn: string;
  fileName: string;
  fileStatus: FileStatus;
  fileSizeInBytes: number;
  creationTime: string;
}

export interface BatchGetMetadata {
  relatedAttachments: { associatedResourceArn: string; fileIds: string[] };
  activeContactId: string;
}

export interface BatchMetadata {
  files: FileMetadata[];
  errors: { errorCode: string; errorMessage: string; fileId: string }[];
}

export interface StartUpload {
  associatedResourceArn: string;
  fileName: string;
  fileSizeInBytes: number;
  fileUseCaseType: "ATTACHMENT";
}

export interface StartedUpload extends OfFile {
  uploadUrl: string;
  uploadHeaders: Record<string, string>;
  uploadMethod: "PUT";
  fileStatus: FileStatus;
}

export interface GetFileUrl {
  attachment: OfFile;
  activeContactId: string;
}

export type FileUrl = FileMetadata & { downloadUrl: string };
