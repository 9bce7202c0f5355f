package dev.tarn.storage.s3;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upload by form seen as a PUT: the fields are its headers, the file is its body. */
final class FormRequest extends HttpServletRequestWrapper {

  private final Map<String, String> fields;
  private final InputStream file;

  /** The fields are by lower-case name. */
  FormRequest(HttpServletRequest request, Map<String, String> fields, InputStream file) {
    super(request);
    this.fields = fields;
    this.file = file;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String value = getHeader(name);
    return Collections.enumeration(value == null ? List.of() : List.of(value));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(fields.keySet());
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new ServletInputStream() {
      @Override
      public int read() throws IOException {
        return file.read();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return file.read(buffer, offset, length);
      }

      @Override
      public boolean isFinished() {
        return false;
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("Only read with blocking calls");
      }
    };
  }
}
