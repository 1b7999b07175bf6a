package peaberry.kernel.cell;

/** Runs code that is compiled already, such as a listener, as a cell's code is run. */
record InnerCode(Report report, StandardStreams streams) {

  /**
   * Runs it on the calling thread.
   *
   * @return a failure, or nothing; nothing too if it was stopped and a run inside of it has told so
   */
  Outcome run(Run run, Runnable code) {
    run.enter(Thread.currentThread());
    try {
      code.run();
    } catch (Throwable e) {
      return run.stopped() ? stopped(run) : report.of(Report.unwrap(e));
    } finally {
      run.leave();
      streams.flush();
    }
    return run.stopped() ? stopped(run) : new Outcome.Nothing();
  }

  private static Outcome stopped(Run run) {
    return run.stopTold() ? new Outcome.Nothing() : Report.interrupted("");
  }
}
