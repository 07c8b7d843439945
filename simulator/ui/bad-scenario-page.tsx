/** What is wrong with the scenario of a link, field by field. */
export function BadScenarioPage({ message }: { message: string }) {
  return (
    <main className="front-page">
      <section className="card">
        <h1>Agent workspace (simulated)</h1>
        <div className="notice notice-error" role="alert">
          <strong>This scenario cannot be played.</strong>
          {message.split("\n").map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <a className="button primary" href="/">
          Open an empty desk
        </a>
      </section>
    </main>
  );
}
