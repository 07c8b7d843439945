export function UnavailablePage({ message }: { message: string }) {
  return (
    <main className="front-page">
      <section className="card">
        <h1>Agent workspace (simulated)</h1>
        <div className="notice notice-error" role="alert">
          <strong>The workspace’s settings could not be read.</strong>
          <p>{message}. Is its server still running?</p>
        </div>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Try again
        </button>
      </section>
    </main>
  );
}
