import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Takes one call out of Jetty in the distribution. Its class of MIME types asks Java for all
 * thousand locales, so that servlets can be told in which languages a browser reads; Java needs a
 * fifth of a second of processor time to say, before the port is open. Here nobody asks in which
 * languages somebody reads.
 *
 * <p>Usage: {@code java PatchJetty.java LIB_DIRECTORY}. Fails when the call is not there any more.
 */
final class PatchJetty {
  private static final String CLASS = "org/eclipse/jetty/http/MimeTypes.class";
  private static final ClassDesc LOCALE = ClassDesc.of("java.util.Locale");

  /** The first of January is how a zip says that the time is elsewhere, with a time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private static final String NOTICE =
      "Tarn's distribution has changed the class MimeTypes of this jar: it knows no locales.\n";

  private PatchJetty() {}

  public static void main(String[] arguments) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(Path.of(arguments[0]), "jetty-http-*.jar")) {
      for (Path jar : jars) {
        patch(jar);
      }
    }
  }

  private static void patch(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (JarFile jar = new JarFile(file.toFile());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(next));
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory()) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          put(zip, entry.getName(), entry.getName().equals(CLASS) ? withoutLocales(content) : content);
        }
      }
      put(zip, "META-INF/PATCHED.txt", NOTICE.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Where all locales are asked for, there are none. */
  private static byte[] withoutLocales(byte[] content) {
    AtomicInteger calls = new AtomicInteger();
    CodeTransform noLocales =
        (builder, element) -> {
          if (element instanceof InvokeInstruction call
              && call.opcode() == Opcode.INVOKESTATIC
              && call.owner().asSymbol().equals(LOCALE)
              && call.name().equalsString("getAvailableLocales")) {
            calls.incrementAndGet();
            builder.iconst_0().anewarray(LOCALE);
          } else {
            builder.with(element);
          }
        };
    ClassFile classes = ClassFile.of();
    byte[] changed =
        classes.transformClass(
            classes.parse(content), ClassTransform.transformingMethodBodies(noLocales));
    if (calls.get() != 1) {
      throw new IllegalStateException(
          CLASS + " asks for all locales " + calls + " times: is this patch still needed?");
    }
    return changed;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
