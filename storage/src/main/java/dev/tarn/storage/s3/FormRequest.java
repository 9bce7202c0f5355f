package dev.tarn.storage.s3;

import dev.tarn.http.ForwardingRequest;
import dev.tarn.http.IncomingRequest;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An upload by form seen as a PUT: the fields are its headers, the file is its body. */
final class FormRequest extends ForwardingRequest {

  private final Map<String, String> fields;
  private final InputStream file;

  /** The fields are by lower-case name. */
  FormRequest(IncomingRequest request, Map<String, String> fields, InputStream file) {
    super(request);
    this.fields = fields;
    this.file = file;
  }

  @Override
  public @Nullable String header(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public List<String> headers(String name) {
    String value = header(name);
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public Set<String> headerNames() {
    return fields.keySet();
  }

  @Override
  public long contentLength() {
    return -1;
  }

  @Override
  public InputStream body() {
    return file;
  }
}
