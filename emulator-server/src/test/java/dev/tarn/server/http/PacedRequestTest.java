package dev.tarn.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tarn.http.IncomingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PacedRequestTest {
  /** Each try would wait for a client that says nothing until that is noticed again. */
  @Test
  void aBodyThatCouldNotBeReadIsNotWaitedForAgain() throws IOException {
    SilentInput silent = new SilentInput();
    InputStream body = new PacedRequest(new Silent(silent), EdgeLimits.DEFAULT).body();

    assertThatIOException().isThrownBy(body::read).withRootCauseInstanceOf(SilenceException.class);
    assertThatIOException()
        .isThrownBy(() -> body.read(new byte[10]))
        .withRootCauseInstanceOf(SilenceException.class);
    assertThat(silent.reads).isEqualTo(1);
  }

  private static final class SilenceException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class SilentInput extends InputStream {
    private int reads;

    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      reads++;
      throw new SilenceException();
    }
  }

  private record Silent(InputStream body) implements IncomingRequest {
    @Override
    public String method() {
      return "PUT";
    }

    @Override
    public String path() {
      return "/";
    }

    @Override
    public String url() {
      return "http://h/";
    }

    @Override
    public @Nullable String query() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public List<String> headers(String name) {
      return List.of();
    }

    @Override
    public Set<String> headerNames() {
      return Set.of();
    }

    @Override
    public long contentLength() {
      return 10;
    }

    @Override
    public @Nullable Object attribute(String name) {
      return null;
    }

    @Override
    public void attribute(String name, Object value) {}
  }
}
