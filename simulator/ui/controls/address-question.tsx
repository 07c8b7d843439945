/** Asks the developer whether the page of an app or a service loads by itself, with a link to try it. */
export function AddressQuestion({ accessUrl }: { accessUrl: string }) {
  return (
    <>
      Does{" "}
      <a href={accessUrl} target="_blank" rel="noreferrer">
        {accessUrl}
      </a>{" "}
      load in a tab of its own?
    </>
  );
}
