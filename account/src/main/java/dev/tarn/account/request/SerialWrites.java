package dev.tarn.account.request;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Lets the operations of a service that write run one after the other; readers never wait. */
public final class SerialWrites {
  private final ReentrantLock lock = new ReentrantLock();

  /** The same operation, alone among all that this object has made. */
  public <Q, R> Function<Q, R> alone(Function<Q, R> operation) {
    return request -> {
      lock.lock();
      try {
        return operation.apply(request);
      } finally {
        lock.unlock();
      }
    };
  }
}
