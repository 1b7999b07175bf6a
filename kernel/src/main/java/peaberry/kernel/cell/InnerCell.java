package peaberry.kernel.cell;

/** Runs a cell for code of another that runs: on the calling thread, as a part of that one. */
record InnerCell(Notebook notebook, Report report, StandardStreams streams) {

  /**
   * Compiles and runs it.
   *
   * @param outer the run that it becomes a part of
   * @throws CellInterrupt if the user stops that
   */
  Outcome run(Run outer, Cell cell) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      return switch (notebook.prepare(cell)) {
        case Notebook.Prepared.Rejected no -> CompileReport.of(no.text(), no.problems());
        case Notebook.Prepared.Ready ready -> {
          ready.notes().forEach(note -> outer.console().err(note + "\n"));
          yield run(ready);
        }
      };
    } catch (Throwable e) {
      if (Report.unwrap(e) instanceof CellInterrupt interrupt) {
        throw interrupt;
      }
      return report.of(Report.unwrap(e));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private Outcome run(Notebook.Prepared.Ready ready) throws ReflectiveOperationException {
    Thread.currentThread().setContextClassLoader(ready.loader());
    return streams.outcome(ready, new EntryPoints(ready).run());
  }
}
