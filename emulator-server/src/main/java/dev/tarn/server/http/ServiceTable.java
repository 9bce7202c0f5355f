package dev.tarn.server.http;

import dev.tarn.protocol.OperationTable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations of a service that may still be opening, or is opened by the first call. */
public interface ServiceTable {
  /** Waits for the service to be open; opens it if nobody else does. */
  OperationTable await();

  /** Empty as long as the service is not open. */
  Optional<OperationTable> opened();

  /** A service that somebody else opens. */
  static ServiceTable of(CompletableFuture<OperationTable> opening) {
    return new ServiceTable() {
      @Override
      public OperationTable await() {
        return opening.join();
      }

      @Override
      public Optional<OperationTable> opened() {
        return Optional.ofNullable(opening.getNow(null));
      }
    };
  }

  /**
   * A service that the first call opens.
   *
   * @param opener gives the same table every time, to any thread
   */
  static ServiceTable onFirstCall(Supplier<OperationTable> opener) {
    AtomicReference<@Nullable OperationTable> known = new AtomicReference<>();
    return new ServiceTable() {
      @Override
      public OperationTable await() {
        OperationTable table = opener.get();
        known.set(table);
        return table;
      }

      @Override
      public Optional<OperationTable> opened() {
        return Optional.ofNullable(known.get());
      }
    };
  }
}
