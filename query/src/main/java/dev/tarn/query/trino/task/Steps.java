package dev.tarn.query.trino.task;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps of a task's life in other threads, whose failures must not get lost there. */
final class Steps {
  private Steps() {}

  static void onFailure(ListenableFuture<?> step, Consumer<Throwable> handler) {
    Futures.addCallback(
        step,
        new FutureCallback<Object>() {
          @Override
          public void onSuccess(@Nullable Object result) {
            // The step itself has done all there was to do.
          }

          @Override
          public void onFailure(Throwable failure) {
            handler.accept(failure);
          }
        },
        MoreExecutors.directExecutor());
  }
}
