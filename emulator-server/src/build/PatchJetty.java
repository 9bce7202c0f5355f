import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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
    RewrittenJar.write(
        file,
        (jar, entry) -> {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          return Optional.of(entry.getName().equals(CLASS) ? withoutLocales(content) : content);
        },
        "META-INF/PATCHED.txt",
        NOTICE);
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
}
