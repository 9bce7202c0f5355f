package dev.tarn.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Another request, of which a subclass changes something. */
public abstract class ForwardingRequest implements IncomingRequest {
  private final IncomingRequest request;

  protected ForwardingRequest(IncomingRequest request) {
    this.request = request;
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String path() {
    return request.path();
  }

  @Override
  public String url() {
    return request.url();
  }

  @Override
  public @Nullable String query() {
    return request.query();
  }

  @Override
  public @Nullable String header(String name) {
    return request.header(name);
  }

  @Override
  public List<String> headers(String name) {
    return request.headers(name);
  }

  @Override
  public Set<String> headerNames() {
    return request.headerNames();
  }

  @Override
  public long contentLength() {
    return request.contentLength();
  }

  @Override
  public InputStream body() throws IOException {
    return request.body();
  }

  @Override
  public @Nullable Object attribute(String name) {
    return request.attribute(name);
  }

  @Override
  public void attribute(String name, Object value) {
    request.attribute(name, value);
  }
}
