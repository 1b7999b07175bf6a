package peaberry.kernel.resolve.maven;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import peaberry.kernel.resolve.Transfers;

/** Passes on how the transfers go, and ends them when they are not wanted any more. */
final class Listener extends AbstractTransferListener {
  private final Transfers transfers;

  Listener(Transfers transfers) {
    this.transfers = transfers;
  }

  @Override
  public void transferInitiated(TransferEvent event) throws TransferCancelledException {
    check();
  }

  @Override
  public void transferStarted(TransferEvent event) throws TransferCancelledException {
    check();
    transfers.started(
        name(event), event.getResource().getRepositoryId(), event.getResource().getContentLength());
  }

  @Override
  public void transferProgressed(TransferEvent event) throws TransferCancelledException {
    check();
    transfers.progressed(name(event), event.getTransferredBytes());
  }

  @Override
  public void transferCorrupted(TransferEvent event) throws TransferCancelledException {
    check();
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    transfers.ended(name(event), true);
  }

  @Override
  public void transferFailed(TransferEvent event) {
    transfers.ended(name(event), false);
  }

  private void check() throws TransferCancelledException {
    if (transfers.cancelled()) {
      throw new TransferCancelledException("given up");
    }
  }

  private static String name(TransferEvent event) {
    String path = event.getResource().getResourceName();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
