import { expect, it } from "vitest";
import { BodyTooLarge, readWithin } from "@/lib/security/read-within";

const bytes = (...values: number[]) => new Uint8Array(values);
function bodyOf(...chunks: Uint8Array<ArrayBuffer>[]) {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = chunks.shift();
      if (next) controller.enqueue(next);
      else controller.close();
    },
    cancel() {
      cancelled = true;
    },
  });
  return { response: new Response(body), isCancelled: () => cancelled };
}

it("a body of the limit's length is read whole, in order", async () => {
  const { response } = bodyOf(bytes(1, 2), bytes(3), bytes(4, 5));
  expect(await readWithin(response, 5)).toEqual(bytes(1, 2, 3, 4, 5));
});

it("a longer body is refused, and the rest of it is not transferred", async () => {
  const { response, isCancelled } = bodyOf(bytes(1, 2), bytes(3), bytes(4), bytes(5));
  const reading = readWithin(response, 2);
  await expect(reading).rejects.toThrow(BodyTooLarge);
  await expect(reading).rejects.toMatchObject({
    name: "BodyTooLarge",
    message: "The body has more than 2 bytes.",
  });
  expect(isCancelled()).toBe(true);
});

it("a response without a body has no bytes", async () => {
  expect(await readWithin(new Response(null, { status: 204 }), 5)).toEqual(bytes());
});
