import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.List;
import org.omegat.core.Core;
import org.omegat.core.data.NotLoadedProject;
import org.omegat.core.data.ProjectProperties;
import org.omegat.gui.glossary.GlossaryEntry;
import org.omegat.gui.glossary.GlossaryManager;

/** Prints what OmegaT's own readers find in glossaries: arguments are the source and target language, then files. */
public final class OmegaTGlossary {
    private static final String FIELD = "\u001f";
    private static final String END = "\u001e";

    private OmegaTGlossary() {}

    /** The languages of a project, which is all of it that the readers ask for. */
    private static final class Languages extends ProjectProperties {
        Languages(String source, String target) {
            setSourceLanguage(source);
            setTargetLanguage(target);
        }
    }

    /** The manager of a project's glossaries, whose own one, to which OmegaT writes, is none of the files. */
    private static final class Manager extends GlossaryManager {
        Manager() {
            super(null);
            priorityGlossary = new File("written-by-omegat.txt");
        }
    }

    public static void main(String[] arguments) throws Exception {
        Languages languages = new Languages(arguments[0], arguments[1]);
        Core.setProject(new NotLoadedProject() {
            @Override
            public ProjectProperties getProjectProperties() {
                return languages;
            }
        });
        // It chooses the reader by the ending of a file, as for the files in a project's folder of glossaries.
        Method load = GlossaryManager.class.getDeclaredMethod("loadGlossaryFile", File.class);
        load.setAccessible(true);
        GlossaryManager manager = new Manager();
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        for (int place = 2; place < arguments.length; place++) {
            for (Object read : (List<?>) load.invoke(manager, new File(arguments[place]))) {
                GlossaryEntry entry = (GlossaryEntry) read;
                String texts = String.join(FIELD, entry.getSrcText(), entry.getLocText(), entry.getCommentText());
                out.print(new File(arguments[place]).getName() + FIELD + texts + END);
            }
        }
    }
}
