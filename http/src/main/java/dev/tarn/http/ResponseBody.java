package dev.tarn.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Sends the bytes of an answer; every write waits until the network has taken them. */
public abstract class ResponseBody extends OutputStream {
  /** Sends what is left in the buffer, which may be a direct one. */
  public abstract void write(ByteBuffer buffer) throws IOException;

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(ByteBuffer.wrap(bytes, offset, length));
  }
}
