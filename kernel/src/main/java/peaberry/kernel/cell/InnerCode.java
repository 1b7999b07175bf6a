package peaberry.kernel.cell;

/** Runs code that is compiled already, such as a listener, as a cell's code is run. */
record InnerCode(Report report, StandardStreams streams) {

  /**
   * Runs it on the calling thread.
   *
   * @return a failure, or nothing
   */
  Outcome run(Run run, Runnable code) {
    run.enter(Thread.currentThread());
    try {
      code.run();
    } catch (Throwable e) {
      return run.stopped() ? Report.interrupted("") : report.of(Report.unwrap(e));
    } finally {
      run.leave();
      streams.flush();
    }
    return run.stopped() ? Report.interrupted("") : new Outcome.Nothing();
  }
}
