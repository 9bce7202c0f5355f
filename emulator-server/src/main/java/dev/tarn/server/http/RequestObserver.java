package dev.tarn.server.http;

/** Hears of every request once it has been answered, malformed ones included. Must be quick. */
@FunctionalInterface
public interface RequestObserver {
  void answered(AnsweredRequest request);

  /** Hears of nothing. */
  static RequestObserver none() {
    return request -> {};
  }

  /** Both, one after the other. */
  default RequestObserver and(RequestObserver other) {
    return request -> {
      answered(request);
      other.answered(request);
    };
  }
}
