package dev.parallax.lab;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * An agent as of an older build: its TLS engine uses another list of groups than the recipe's, so
 * that it sends another ClientHello. All other code is the agent's own; the call is replaced when
 * the class is loaded.
 */
public final class OlderAgent {
  private static final String AGENT = "dev.parallax.agent.AgentMain";
  private static final String CHANGED = "dev.parallax.agent.probe.tls.TlsEngines";
  private static final String ASKED = "groups";

  private OlderAgent() {}

  public static void main(String[] arguments)
      throws ReflectiveOperationException, MalformedURLException {
    var main = Class.forName(AGENT, true, new Older(jars())).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) arguments);
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** The replacement for the recipe's groups; called by the changed class. */
  public static List<String> groups() {
    return List.of("P-256", "P-384");
  }

  private static URL[] jars() throws MalformedURLException {
    var paths = System.getProperty("java.class.path", "").split(":", -1);
    var jars = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) {
      jars[i] = Path.of(paths[i]).toUri().toURL();
    }
    return jars;
  }

  /** Loads all classes again, with the one class changed. */
  private static final class Older extends URLClassLoader {
    Older(URL[] jars) {
      super(jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return name.equals(CHANGED) ? changed(name) : super.findClass(name);
    }

    private Class<?> changed(String name) throws ClassNotFoundException {
      try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        var code = older(in.readAllBytes());
        return defineClass(name, code, 0, code.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }

  /** A class in which each call for a recipe's groups is replaced by a call of {@link #groups}. */
  static byte[] older(byte[] code) {
    var file = ClassFile.of();
    return file.transformClass(
        file.parse(code), ClassTransform.transformingMethodBodies(OlderAgent::change));
  }

  private static void change(CodeBuilder builder, CodeElement element) {
    if (element instanceof InvokeInstruction call && call.name().equalsString(ASKED)) {
      builder
          .pop()
          .invokestatic(
              ClassDesc.of(OlderAgent.class.getName()),
              ASKED,
              MethodTypeDesc.of(ClassDesc.of(List.class.getName())));
    } else {
      builder.with(element);
    }
  }
}
