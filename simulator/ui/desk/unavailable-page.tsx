export function UnavailablePage({ title, message }: { title: string; message: string }) {
  return (
    <main className="front-page">
      <section className="card">
        <h1>Agent workspace (simulated)</h1>
        <div className="notice notice-error" role="alert">
          <strong>{title}</strong>
          <p>{message}</p>
        </div>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Try again
        </button>
      </section>
    </main>
  );
}
