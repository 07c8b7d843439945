import { instanceOrigin } from "../simulated-instance";

/** What the server that has the bytes knows of a file. */
export interface StoredFile {
  sizeInBytes: number;
  /** It contains the test string of virus scanners. */
  infected: boolean;
}

/** Where the bytes of files are. An app uploads to its URLs and downloads from them. */
export interface FileStore {
  /** A URL that works until `expires`, in epoch ms. `token` must be sent in the header when uploading. */
  urlOf(fileId: string, expires: number, token: string): string;
  /** Keeps a text, such as an e-mail's body. */
  put(fileId: string, contentType: string, text: string): Promise<void>;
  /** null if nothing was uploaded. */
  find(fileId: string): Promise<StoredFile | null>;
}

export const filesPath = "/attached-files";
/** An upload must repeat the token of its URL in this header. */
export const tokenHeader = "x-upload-token";
export const infectedHeader = "x-infected";

/** ms that the workspace's own requests may take. */
const patience = 60_000;

/** The files of a server that has `simulator/attached-files.ts`. */
export function httpFileStore(origin: string): FileStore {
  const urlOf = (fileId: string, expires: number, token: string) =>
    `${origin}${filesPath}/${fileId}?${new URLSearchParams({ expires: String(expires), token })}`;
  const ownUrlOf = (fileId: string) =>
    urlOf(fileId, Date.now() + patience, "workspace-of-this-page");
  return {
    urlOf,
    async put(fileId, contentType, text) {
      const response = await fetch(ownUrlOf(fileId), {
        method: "PUT",
        headers: { "content-type": contentType, [tokenHeader]: "workspace-of-this-page" },
        body: text,
      });
      if (!response.ok) throw new Error(`The file was not stored: ${response.status}`);
    },
    async find(fileId) {
      const response = await fetch(ownUrlOf(fileId), { method: "HEAD" });
      if (!response.ok) return null;
      return {
        sizeInBytes: Number(response.headers.get("content-length")),
        infected: response.headers.get(infectedHeader) === "true",
      };
    },
  };
}

/** A store without a server: its URLs lead nowhere, and an upload never arrives. */
export const noFileStore: FileStore = {
  urlOf: httpFileStore(instanceOrigin).urlOf,
  put: async () => {},
  find: async () => null,
};
