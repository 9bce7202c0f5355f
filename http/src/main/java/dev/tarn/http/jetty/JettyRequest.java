package dev.tarn.http.jetty;

import dev.tarn.http.IncomingRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** A request that came through Jetty. */
final class JettyRequest implements IncomingRequest {
  private final Request request;
  private @Nullable InputStream body;

  JettyRequest(Request request) {
    this.request = request;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  @Override
  public String url() {
    StringBuilder url = new StringBuilder();
    URIUtil.appendSchemeHostPort(
        url,
        request.getHttpURI().getScheme(),
        Request.getServerName(request),
        Request.getServerPort(request));
    return url.append(path()).toString();
  }

  @Override
  public @Nullable String query() {
    return request.getHttpURI().getQuery();
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  @Override
  public List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }

  @Override
  public Set<String> headerNames() {
    return request.getHeaders().getFieldNamesCollection();
  }

  @Override
  public long contentLength() {
    return request.getLength();
  }

  @Override
  public InputStream body() {
    InputStream opened = body;
    if (opened == null) {
      opened = Request.asInputStream(request);
      body = opened;
    }
    return opened;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return request.getAttribute(name);
  }

  @Override
  public void attribute(String name, Object value) {
    request.setAttribute(name, value);
  }
}
