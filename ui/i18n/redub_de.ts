<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Dub</source>
        <translation>&amp;Synchronisieren</translation>
    </message>
    <message>
        <source>&amp;New Project</source>
        <translation>&amp;Neues Projekt</translation>
    </message>
    <message>
        <source>Begins an empty project.</source>
        <translation>Beginnt ein leeres Projekt.</translation>
    </message>
    <message>
        <source>&amp;Open...</source>
        <translation>Ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Saves the project.</source>
        <translation>Speichert das Projekt.</translation>
    </message>
    <message>
        <source>Save &amp;As...</source>
        <translation>Speichern &amp;unter...</translation>
    </message>
    <message>
        <source>Saves the project under another name.</source>
        <translation>Speichert das Projekt unter einem anderen Namen.</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>&amp;Exportieren...</translation>
    </message>
    <message>
        <source>Writes the dubbed video to a file.</source>
        <translation>Schreibt das synchronisierte Video in eine Datei.</translation>
    </message>
    <message>
        <source>&amp;Import Model...</source>
        <translation>&amp;Modell importieren...</translation>
    </message>
    <message>
        <source>Takes in the checkpoint of another lip model.</source>
        <translation>Nimmt den Checkpoint eines anderen Lippenmodells auf.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Closes the program.</source>
        <translation>Schließt das Programm.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last change back.</source>
        <translation>Nimmt die letzte Änderung zurück.</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Makes the change again that was taken back.</source>
        <translation>Macht die zurückgenommene Änderung noch einmal.</translation>
    </message>
    <message>
        <source>S&amp;plit</source>
        <translation>&amp;Teilen</translation>
    </message>
    <message>
        <source>Cuts the line in two at the playhead.</source>
        <translation>Teilt die Zeile an der Abspielposition in zwei.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Removes the chosen lines.</source>
        <translation>Entfernt die gewählten Zeilen.</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Chooses every line.</source>
        <translation>Wählt alle Zeilen.</translation>
    </message>
    <message>
        <source>&amp;Copy Settings</source>
        <translation>Einstellungen &amp;kopieren</translation>
    </message>
    <message>
        <source>Copies how this project is dubbed, for another project.</source>
        <translation>Merkt sich für ein anderes Projekt, wie dieses synchronisiert wird.</translation>
    </message>
    <message>
        <source>Paste &amp;Settings</source>
        <translation>&amp;Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Dubs this project like the one whose settings were copied.</source>
        <translation>Synchronisiert dieses Projekt so wie das, dessen Einstellungen kopiert wurden.</translation>
    </message>
    <message>
        <source>Paste &amp;Files</source>
        <translation>&amp;Dateien einfügen</translation>
    </message>
    <message>
        <source>Opens the files that were copied in a file manager.</source>
        <translation>Öffnet die Dateien, die in der Dateiverwaltung kopiert wurden.</translation>
    </message>
    <message>
        <source>Pr&amp;eferences...</source>
        <translation>E&amp;instellungen...</translation>
    </message>
    <message>
        <source>Language, theme, sound devices, processing and keys.</source>
        <translation>Sprache, Aussehen, Tongeräte, Verarbeitung und Tasten.</translation>
    </message>
    <message>
        <source>&amp;Original</source>
        <translation>&amp;Original</translation>
    </message>
    <message>
        <source>Shows the picture as it was filmed.</source>
        <translation>Zeigt das Bild, wie es gefilmt wurde.</translation>
    </message>
    <message>
        <source>&amp;Dubbed</source>
        <translation>&amp;Synchronisiert</translation>
    </message>
    <message>
        <source>Shows the picture with its new lips.</source>
        <translation>Zeigt das Bild mit den neuen Lippen.</translation>
    </message>
    <message>
        <source>&amp;Side by Side</source>
        <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
        <source>Shows original and dubbed picture beside each other.</source>
        <translation>Zeigt Original und synchronisiertes Bild nebeneinander.</translation>
    </message>
    <message>
        <source>&amp;Wipe</source>
        <translation>Ge&amp;teiltes Bild</translation>
    </message>
    <message>
        <source>Shows the original left of a line and the dubbed picture right of it.</source>
        <translation>Zeigt links einer Trennlinie das Original und rechts das synchronisierte Bild.</translation>
    </message>
    <message>
        <source>Zoom into the &amp;Mouth</source>
        <translation>Auf den &amp;Mund zoomen</translation>
    </message>
    <message>
        <source>Enlarges the mouth of the chosen face.</source>
        <translation>Vergrößert den Mund des gewählten Gesichts.</translation>
    </message>
    <message>
        <source>Ori&amp;ginal Sound</source>
        <translation>Origina&amp;lton</translation>
    </message>
    <message>
        <source>Plays the sound of the video instead of the dub.</source>
        <translation>Spielt den Ton des Videos statt der Synchronisation.</translation>
    </message>
    <message>
        <source>&amp;Faces</source>
        <translation>&amp;Gesichter</translation>
    </message>
    <message>
        <source>Draws a numbered box around every face.</source>
        <translation>Zeichnet einen nummerierten Rahmen um jedes Gesicht.</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Lists all changes; a click goes back to any of them.</source>
        <translation>Listet alle Änderungen; ein Klick kehrt zu einer zurück.</translation>
    </message>
    <message>
        <source>F&amp;ull Screen</source>
        <translation>Voll&amp;bild</translation>
    </message>
    <message>
        <source>Uses the whole screen.</source>
        <translation>Nutzt den ganzen Bildschirm.</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>Starts and pauses playback.</source>
        <translation>Startet die Wiedergabe und hält sie an.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Stops playback.</source>
        <translation>Beendet die Wiedergabe.</translation>
    </message>
    <message>
        <source>Shuttle &amp;Back</source>
        <translation>Schneller &amp;rückwärts</translation>
    </message>
    <message>
        <source>Plays backwards; faster with every press.</source>
        <translation>Spielt rückwärts, mit jedem Druck schneller.</translation>
    </message>
    <message>
        <source>Shuttle &amp;Forward</source>
        <translation>Schneller &amp;vorwärts</translation>
    </message>
    <message>
        <source>Plays forwards; faster with every press.</source>
        <translation>Spielt vorwärts, mit jedem Druck schneller.</translation>
    </message>
    <message>
        <source>Step B&amp;ack</source>
        <translation>Ein Bild &amp;zurück</translation>
    </message>
    <message>
        <source>Goes to the picture before.</source>
        <translation>Geht zum vorigen Bild.</translation>
    </message>
    <message>
        <source>Step F&amp;orward</source>
        <translation>Ein Bild &amp;weiter</translation>
    </message>
    <message>
        <source>Goes to the next picture.</source>
        <translation>Geht zum nächsten Bild.</translation>
    </message>
    <message>
        <source>&amp;Jump Back</source>
        <translation>Eine Sekunde z&amp;urück</translation>
    </message>
    <message>
        <source>Goes back by one second.</source>
        <translation>Geht um eine Sekunde zurück.</translation>
    </message>
    <message>
        <source>J&amp;ump Forward</source>
        <translation>Eine Sekunde we&amp;iter</translation>
    </message>
    <message>
        <source>Goes on by one second.</source>
        <translation>Geht um eine Sekunde weiter.</translation>
    </message>
    <message>
        <source>To &amp;Start</source>
        <translation>Zum An&amp;fang</translation>
    </message>
    <message>
        <source>Goes to the first picture.</source>
        <translation>Geht zum ersten Bild.</translation>
    </message>
    <message>
        <source>To &amp;End</source>
        <translation>Zum &amp;Ende</translation>
    </message>
    <message>
        <source>Goes to the last picture.</source>
        <translation>Geht zum letzten Bild.</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>S&amp;chleife</translation>
    </message>
    <message>
        <source>Repeats the range between in and out point, or all.</source>
        <translation>Wiederholt den Bereich zwischen In- und Out-Punkt oder alles.</translation>
    </message>
    <message>
        <source>Set &amp;In Point</source>
        <translation>&amp;In-Punkt setzen</translation>
    </message>
    <message>
        <source>The range begins at the playhead.</source>
        <translation>Der Bereich beginnt an der Abspielposition.</translation>
    </message>
    <message>
        <source>Set &amp;Out Point</source>
        <translation>&amp;Out-Punkt setzen</translation>
    </message>
    <message>
        <source>The range ends at the playhead.</source>
        <translation>Der Bereich endet an der Abspielposition.</translation>
    </message>
    <message>
        <source>&amp;Clear Range</source>
        <translation>Bereich auf&amp;heben</translation>
    </message>
    <message>
        <source>Forgets in and out point.</source>
        <translation>Vergisst In- und Out-Punkt.</translation>
    </message>
    <message>
        <source>Add &amp;Marker</source>
        <translation>&amp;Marke setzen</translation>
    </message>
    <message>
        <source>Puts a marker at the playhead.</source>
        <translation>Setzt eine Marke an die Abspielposition.</translation>
    </message>
    <message>
        <source>P&amp;revious Problem</source>
        <translation>&amp;Voriges Problem</translation>
    </message>
    <message>
        <source>Goes to the last place before where a face is missing, small or turned away.</source>
        <translation>Geht zur vorigen Stelle, an der ein Gesicht fehlt, klein oder abgewandt ist.</translation>
    </message>
    <message>
        <source>Ne&amp;xt Problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Goes to the next place where a face is missing, small or turned away.</source>
        <translation>Geht zur nächsten Stelle, an der ein Gesicht fehlt, klein oder abgewandt ist.</translation>
    </message>
    <message>
        <source>Pr&amp;evious Edge</source>
        <translation>Vori&amp;ge Kante</translation>
    </message>
    <message>
        <source>Goes to the edge of a line, marker or cut before.</source>
        <translation>Geht zum vorigen Rand einer Zeile, zur Marke oder zum Schnitt davor.</translation>
    </message>
    <message>
        <source>&amp;Next Edge</source>
        <translation>Nächste &amp;Kante</translation>
    </message>
    <message>
        <source>Goes to the next edge of a line, marker or cut.</source>
        <translation>Geht zum nächsten Rand einer Zeile, zur nächsten Marke oder zum Schnitt.</translation>
    </message>
    <message>
        <source>Zoom In</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Shows a shorter part of the timeline.</source>
        <translation>Zeigt einen kürzeren Teil der Zeitleiste.</translation>
    </message>
    <message>
        <source>Zoom Out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Shows a longer part of the timeline.</source>
        <translation>Zeigt einen längeren Teil der Zeitleiste.</translation>
    </message>
    <message>
        <source>Zoom to &amp;Fit</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Shows the whole timeline.</source>
        <translation>Zeigt die ganze Zeitleiste.</translation>
    </message>
    <message>
        <source>&amp;Zoom to Range</source>
        <translation>&amp;Bereich zeigen</translation>
    </message>
    <message>
        <source>Shows what lies between in and out point.</source>
        <translation>Zeigt, was zwischen In- und Out-Punkt liegt.</translation>
    </message>
    <message>
        <source>&amp;Snapping</source>
        <translation>&amp;Einrasten</translation>
    </message>
    <message>
        <source>Edges stick to the playhead, markers and each other.</source>
        <translation>Ränder rasten an der Abspielposition, an Marken und aneinander ein.</translation>
    </message>
    <message>
        <source>Records a take at the playhead or in point; stops and keeps it when pressed again.</source>
        <translation>Nimmt an der Abspielposition oder am In-Punkt einen Take auf; noch einmal gedrückt: beendet und behält ihn.</translation>
    </message>
    <message>
        <source>Recording &amp;Settings...</source>
        <translation>Aufnahme&amp;einstellungen...</translation>
    </message>
    <message>
        <source>Chooses microphone, count-in and guide.</source>
        <translation>Wählt Mikrofon, Vorzähler und Originalton.</translation>
    </message>
    <message>
        <source>&amp;Next Take</source>
        <translation>&amp;Nächster Take</translation>
    </message>
    <message>
        <source>Uses the next take of the line.</source>
        <translation>Nimmt den nächsten Take der Zeile.</translation>
    </message>
    <message>
        <source>&amp;Previous Take</source>
        <translation>&amp;Voriger Take</translation>
    </message>
    <message>
        <source>Uses the take before.</source>
        <translation>Nimmt den Take davor.</translation>
    </message>
    <message>
        <source>Makes the new lips for the range, or for all that is missing.</source>
        <translation>Erzeugt die neuen Lippen für den Bereich oder für alles, was fehlt.</translation>
    </message>
    <message>
        <source>&amp;Cancel Dubbing</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stops dubbing; what is made already stays.</source>
        <translation>Beendet das Synchronisieren; was fertig ist, bleibt.</translation>
    </message>
    <message>
        <source>Dub &amp;Again</source>
        <translation>&amp;Neu synchronisieren</translation>
    </message>
    <message>
        <source>Throws all new lips away and makes them once more.</source>
        <translation>Verwirft alle neuen Lippen und erzeugt sie noch einmal.</translation>
    </message>
    <message>
        <source>&amp;Models...</source>
        <translation>&amp;Modelle...</translation>
    </message>
    <message>
        <source>Lists, imports, tests and chooses lip models.</source>
        <translation>Listet, importiert, prüft und wählt Lippenmodelle.</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Lists every action with its keys.</source>
        <translation>Listet alle Aktionen mit ihren Tasten.</translation>
    </message>
    <message>
        <source>Try the &amp;Sample</source>
        <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>Shows what the program has noted.</source>
        <translation>Zeigt, was das Programm notiert hat.</translation>
    </message>
    <message>
        <source>&amp;About Redub</source>
        <translation>&amp;Über Redub</translation>
    </message>
    <message>
        <source>Version and licences.</source>
        <translation>Version und Lizenzen.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <comment>menu</comment>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <comment>menu</comment>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <comment>menu</comment>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <comment>menu</comment>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <comment>menu</comment>
        <translation>&amp;Zeitleiste</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <comment>menu</comment>
        <translation>Au&amp;fnahme</translation>
    </message>
    <message>
        <source>&amp;Dub</source>
        <comment>menu</comment>
        <translation>&amp;Synchronisation</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <comment>menu</comment>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Opens a video, a voice recording, or a project.</source>
        <translation>Öffnet ein Video, eine Sprachaufnahme oder ein Projekt.</translation>
    </message>
    <message>
        <source>Opens a talking sample and another voice for it.</source>
        <translation>Öffnet ein sprechendes Beispiel und eine andere Stimme dazu.</translation>
    </message>
    <message>
        <source>&amp;Find Missing Files...</source>
        <translation>Fe&amp;hlende Dateien suchen...</translation>
    </message>
    <message>
        <source>Asks where files of the project are that are not where they were.</source>
        <translation>Fragt, wo Dateien des Projekts sind, die nicht mehr an ihrem Ort sind.</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>a project that was never saved</source>
        <translation>ein nie gespeichertes Projekt</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>%1 holds neither picture nor sound</source>
        <translation>%1 enthält weder Bild noch Ton</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 ist nicht da</translation>
    </message>
    <message>
        <source>%1 is a folder: drop the files that are in it</source>
        <translation>%1 ist ein Ordner: bitte die Dateien darin ablegen</translation>
    </message>
    <message>
        <source>%1 is left out: a project is opened by itself</source>
        <translation>%1 wird ausgelassen: ein Projekt wird allein geöffnet</translation>
    </message>
    <message>
        <source>%1 is left out: there is one picture at a time</source>
        <translation>%1 wird ausgelassen: es gibt nur ein Bild zur Zeit</translation>
    </message>
    <message>
        <source>%1 becomes the picture</source>
        <translation>%1 wird das Bild</translation>
    </message>
    <message>
        <source>%1 replaces the picture</source>
        <translation>%1 ersetzt das Bild</translation>
    </message>
    <message>
        <source>%1 becomes another take; dropped on a lane, another line</source>
        <translation>%1 wird ein weiterer Take; auf einer Spur abgelegt eine weitere Zeile</translation>
    </message>
    <message>
        <source>%1 becomes the speech</source>
        <translation>%1 wird die Sprache</translation>
    </message>
    <message>
        <source>%1: the project is opened</source>
        <translation>%1: das Projekt wird geöffnet</translation>
    </message>
    <message>
        <source>%1: offered for import as a lip model</source>
        <translation>%1: kann als Lippenmodell importiert werden</translation>
    </message>
</context>
<context>
    <name>DubActions</name>
    <message>
        <source>Choose take</source>
        <translation>Take wählen</translation>
    </message>
    <message>
        <source>The faces are still being looked for: dubbing begins as soon as they are known.</source>
        <translation>Die Gesichter werden noch gesucht: sobald sie gefunden sind, beginnt das Synchronisieren.</translation>
    </message>
</context>
<context>
    <name>DubSettingWords</name>
    <message>
        <source>The original sound is not heard.</source>
        <translation>Der Originalton ist nicht zu hören.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The method that paints the mouth. The built-in one reuses the person&apos;s own mouth and is fast; imported ones were trained by others.</source>
        <translation>Das Verfahren, das den Mund malt. Das eingebaute nutzt den eigenen Mund der Person und ist schnell; importierte haben andere trainiert.</translation>
    </message>
    <message>
        <source>Mouth strength</source>
        <translation>Mundbewegung</translation>
    </message>
    <message>
        <source>How far the mouth opens: less for a mumble, more for a shout; 100 % is natural.</source>
        <translation>Wie weit der Mund aufgeht: weniger zum Murmeln, mehr zum Rufen; 100 % ist natürlich.</translation>
    </message>
    <message>
        <source>In pauses</source>
        <translation>In Pausen</translation>
    </message>
    <message>
        <source>What the mouth does while the new speech is silent.</source>
        <translation>Was der Mund tut, während die neue Sprache schweigt.</translation>
    </message>
    <message>
        <source>Close the mouth</source>
        <translation>Mund schließen</translation>
    </message>
    <message>
        <source>Keep the original</source>
        <translation>Original behalten</translation>
    </message>
    <message>
        <source>Let the model decide</source>
        <translation>Das Modell entscheidet</translation>
    </message>
    <message>
        <source>Mask size</source>
        <translation>Maskengröße</translation>
    </message>
    <message>
        <source>How much of the lower face may change. Make it smaller when a hand or a microphone is near the mouth.</source>
        <translation>Wie viel vom unteren Gesicht sich ändern darf. Kleiner, wenn eine Hand oder ein Mikrofon nah am Mund ist.</translation>
    </message>
    <message>
        <source>Soft edge</source>
        <translation>Weicher Rand</translation>
    </message>
    <message>
        <source>How gently the new mouth blends into the face: raise it when you can see an edge.</source>
        <translation>Wie sanft der neue Mund ins Gesicht übergeht: erhöhen, wenn ein Rand zu sehen ist.</translation>
    </message>
    <message>
        <source>Match colours</source>
        <translation>Farben angleichen</translation>
    </message>
    <message>
        <source>Gives the new mouth the light and colour of the skin around it.</source>
        <translation>Gibt dem neuen Mund Licht und Farbe der Haut ringsum.</translation>
    </message>
    <message>
        <source>Face from</source>
        <translation>Gesicht von</translation>
    </message>
    <message>
        <source>Which picture shows an imported model what the face looks like.</source>
        <translation>Welches Bild einem importierten Modell zeigt, wie das Gesicht aussieht.</translation>
    </message>
    <message>
        <source>The first picture</source>
        <translation>Erstes Bild</translation>
    </message>
    <message>
        <source>The same picture</source>
        <translation>Dasselbe Bild</translation>
    </message>
    <message>
        <source>A closed mouth</source>
        <translation>Geschlossener Mund</translation>
    </message>
    <message>
        <source>Five pictures around it</source>
        <translation>Fünf Bilder ringsum</translation>
    </message>
    <message>
        <source>Fine detail</source>
        <translation>Feine Details</translation>
    </message>
    <message>
        <source>Adds skin, beard and teeth from the person&apos;s own pictures to what an imported model paints.</source>
        <translation>Ergänzt Haut, Bart und Zähne aus den eigenen Bildern der Person zu dem, was ein importiertes Modell malt.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Speech over it</source>
        <translation>Sprache darüber</translation>
    </message>
    <message>
        <source>Lower it under speech</source>
        <translation>Unter Sprache absenken</translation>
    </message>
    <message>
        <source>Original sound</source>
        <translation>Originalton</translation>
    </message>
    <message>
        <source>What happens to the sound that the video already has.</source>
        <translation>Was mit dem Ton geschieht, den das Video schon hat.</translation>
    </message>
    <message>
        <source>Original volume</source>
        <translation>Originallautstärke</translation>
    </message>
    <message>
        <source>Makes the original sound louder (+) or quieter (-); 6 dB quieter is half as strong.</source>
        <translation>Macht den Originalton lauter (+) oder leiser (-); 6 dB leiser ist halb so stark.</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>-23 LUFS (television)</source>
        <translation>-23 LUFS (Fernsehen)</translation>
    </message>
    <message>
        <source>-16 LUFS (podcast)</source>
        <translation>-16 LUFS (Podcast)</translation>
    </message>
    <message>
        <source>-14 LUFS (internet video)</source>
        <translation>-14 LUFS (Internetvideo)</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>Lautheit</translation>
    </message>
    <message>
        <source>Brings the whole sound to the loudness that broadcasters and platforms ask for.</source>
        <translation>Bringt den ganzen Ton auf die Lautheit, die Sender und Plattformen verlangen.</translation>
    </message>
    <message>
        <source>Speech too long</source>
        <translation>Sprache zu lang</translation>
    </message>
    <message>
        <source>What happens when the speech goes on after the picture has ended.</source>
        <translation>Was geschieht, wenn die Sprache nach dem Ende des Bildes weitergeht.</translation>
    </message>
    <message>
        <source>Cut the speech</source>
        <translation>Abschneiden</translation>
    </message>
    <message>
        <source>Do not export</source>
        <translation>Nicht exportieren</translation>
    </message>
    <message>
        <source>Hold the last picture</source>
        <translation>Letztes Bild halten</translation>
    </message>
    <message>
        <source>Start the picture again</source>
        <translation>Bild von vorn beginnen</translation>
    </message>
    <message>
        <source>Run the picture back and forth</source>
        <translation>Bild vor und zurück</translation>
    </message>
    <message>
        <source>End with the speech</source>
        <translation>Mit der Sprache enden</translation>
    </message>
    <message>
        <source>Only for imported models.</source>
        <translation>Nur für importierte Modelle.</translation>
    </message>
</context>
<context>
    <name>EditActions</name>
    <message>
        <source>No settings were copied yet.</source>
        <translation>Noch wurden keine Einstellungen kopiert.</translation>
    </message>
    <message>
        <source>Settings copied: paste them in another project.</source>
        <translation>Einstellungen kopiert: in einem anderen Projekt einfügen.</translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>There is no file {path}. Check that it is still there and that its drive is connected.</source>
        <translation>Die Datei {path} gibt es nicht. Bitte prüfen, ob sie noch dort liegt und ihr Laufwerk verbunden ist.</translation>
    </message>
    <message>
        <source>{path} cannot be read. Check that you are allowed to read it.</source>
        <translation>{path} lässt sich nicht lesen. Bitte prüfen, ob die Datei gelesen werden darf.</translation>
    </message>
    <message>
        <source>{path} cannot be reached. Check that you are allowed to open its folder.</source>
        <translation>{path} ist nicht erreichbar. Bitte prüfen, ob der Ordner geöffnet werden darf.</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose a file in it.</source>
        <translation>{path} ist ein Ordner. Bitte eine Datei darin wählen.</translation>
    </message>
    <message>
        <source>{path} is not an ordinary file. Copy its contents to one and choose that.</source>
        <translation>{path} ist keine gewöhnliche Datei. Bitte den Inhalt in eine kopieren und diese wählen.</translation>
    </message>
    <message>
        <source>{path} is empty. Use another copy of the file.</source>
        <translation>{path} ist leer. Bitte eine andere Kopie der Datei verwenden.</translation>
    </message>
    <message>
        <source>There is a file {path} already. Choose another name.</source>
        <translation>Die Datei {path} gibt es schon. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>You are not allowed to use {path}. Check the permissions of the file.</source>
        <translation>{path} darf nicht verwendet werden. Bitte die Zugriffsrechte der Datei prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be written. Choose another folder, or check that its drive is connected.</source>
        <translation>{path} lässt sich nicht schreiben. Bitte einen anderen Ordner wählen oder prüfen, ob das Laufwerk verbunden ist.</translation>
    </message>
    <message>
        <source>The drive of {path} is read-only. Choose another folder.</source>
        <translation>Das Laufwerk von {path} ist schreibgeschützt. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, or choose a folder on another drive.</source>
        <translation>Der Datenträger ist voll. Bitte Platz schaffen oder einen Ordner auf einem anderen Laufwerk wählen.</translation>
    </message>
    <message>
        <source>Too little free space for {file}: {neededMb} MB are needed, {freeMb} MB are free. Free some space, or choose a folder on another drive.</source>
        <translation>Zu wenig freier Platz für {file}: {neededMb} MB werden gebraucht, {freeMb} MB sind frei. Bitte Platz schaffen oder einen Ordner auf einem anderen Laufwerk wählen.</translation>
    </message>
    <message>
        <source>The folder {path} cannot be made. Choose another one, or check that you are allowed to write there.</source>
        <translation>Der Ordner {path} lässt sich nicht anlegen. Bitte einen anderen wählen oder prüfen, ob dort geschrieben werden darf.</translation>
    </message>
    <message>
        <source>The log file {path} cannot be written.</source>
        <translation>Die Protokolldatei {path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>The preferences could not be saved. Check that you are allowed to write to {path}.</source>
        <translation>Die Einstellungen konnten nicht gespeichert werden. Bitte prüfen, ob {path} geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Something went wrong inside Redub. Your project is safe: please report it with the details.</source>
        <translation>In Redub ist etwas schiefgegangen. Das Projekt ist sicher: Bitte den Fehler mit den Einzelheiten melden.</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other programs and try again.</source>
        <translation>Der Arbeitsspeicher reicht dafür nicht. Bitte andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>A part of Redub is missing: {part}. Install Redub again.</source>
        <translation>Ein Teil von Redub fehlt: {part}. Bitte Redub noch einmal installieren.</translation>
    </message>
    <message>
        <source>{part} is of another version than Redub. Install Redub again.</source>
        <translation>{part} gehört zu einer anderen Version als Redub. Bitte Redub noch einmal installieren.</translation>
    </message>
    <message>
        <source>A file of Redub is missing: {path}. Install Redub again.</source>
        <translation>Eine Datei von Redub fehlt: {path}. Bitte Redub noch einmal installieren.</translation>
    </message>
    <message>
        <source>{file} is not a video, sound or picture file. Choose another file.</source>
        <translation>{file} ist keine Video-, Ton- oder Bilddatei. Bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{file} is cut short: its index is missing. Copy or record it again.</source>
        <translation>{file} ist unvollständig: Das Inhaltsverzeichnis fehlt. Bitte die Datei noch einmal kopieren oder neu aufnehmen.</translation>
    </message>
    <message>
        <source>{file} is damaged or cut short. Use another copy of the file.</source>
        <translation>{file} ist beschädigt oder unvollständig. Bitte eine andere Kopie der Datei verwenden.</translation>
    </message>
    <message>
        <source>No picture of {file} can be decoded: the file is damaged or cut short. Use another copy.</source>
        <translation>Kein Bild aus {file} lässt sich dekodieren: Die Datei ist beschädigt oder unvollständig. Bitte eine andere Kopie verwenden.</translation>
    </message>
    <message>
        <source>{file} has no picture. Choose a video such as MP4, MOV or MKV, or a photo.</source>
        <translation>{file} enthält kein Bild. Bitte ein Video wie MP4, MOV oder MKV oder ein Foto wählen.</translation>
    </message>
    <message>
        <source>{file} has no sound. Choose a file that has sound in it, or record a line.</source>
        <translation>{file} enthält keinen Ton. Bitte eine Datei mit Ton wählen oder eine Zeile aufnehmen.</translation>
    </message>
    <message>
        <source>The sound of {file} is empty or cannot be decoded. Use another recording.</source>
        <translation>Der Ton von {file} ist leer oder lässt sich nicht dekodieren. Bitte eine andere Aufnahme verwenden.</translation>
    </message>
    <message>
        <source>{file} is coded as {codec}, which cannot be decoded here. Convert the file first.</source>
        <translation>{file} ist als {codec} kodiert, was hier nicht dekodiert werden kann. Bitte die Datei zuerst umwandeln.</translation>
    </message>
    <message>
        <source>Pictures of the layout {pixels} cannot be converted here. Convert the file first.</source>
        <translation>Bilder im Format {pixels} lassen sich hier nicht umrechnen. Bitte die Datei zuerst umwandeln.</translation>
    </message>
    <message>
        <source>There is no picture {frame}: the clip has {frames}.</source>
        <translation>Bild {frame} gibt es nicht: Der Clip hat {frames}.</translation>
    </message>
    <message>
        <source>The video ends before picture {frame}. Open it again.</source>
        <translation>Das Video endet vor Bild {frame}. Bitte noch einmal öffnen.</translation>
    </message>
    <message>
        <source>This FFmpeg cannot do that. Choose another format.</source>
        <translation>Dieses FFmpeg kann das nicht. Bitte ein anderes Format wählen.</translation>
    </message>
    <message>
        <source>{file} could not be processed. Check the drive, or use another copy or format.</source>
        <translation>{file} konnte nicht verarbeitet werden. Bitte das Laufwerk prüfen oder eine andere Kopie oder ein anderes Format verwenden.</translation>
    </message>
    <message>
        <source>There is no name for the exported file. Choose one.</source>
        <translation>Die Exportdatei hat keinen Namen. Bitte einen wählen.</translation>
    </message>
    <message>
        <source>The export would overwrite {source}, which it is made from. Choose another name.</source>
        <translation>Der Export würde {source} überschreiben, woraus er gemacht wird. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{path} is a folder. Choose a name for the file.</source>
        <translation>{path} ist ein Ordner. Bitte einen Namen für die Datei wählen.</translation>
    </message>
    <message>
        <source>There is no folder {path}. Choose another one.</source>
        <translation>Den Ordner {path} gibt es nicht. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>You are not allowed to write to the folder {path}. Choose another one.</source>
        <translation>In den Ordner {path} darf nicht geschrieben werden. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>{file} does not end like a video file. Use {known}.</source>
        <translation>{file} endet nicht wie eine Videodatei. Bitte {known} verwenden.</translation>
    </message>
    <message>
        <source>{file} does not end like a sound file. Use {known}.</source>
        <translation>{file} endet nicht wie eine Tondatei. Bitte {known} verwenden.</translation>
    </message>
    <message>
        <source>There is no video codec {codec}. Choose one of these: {known}.</source>
        <translation>Den Videocodec {codec} gibt es nicht. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>This FFmpeg has no encoder for {codec} ({encoders}). Choose one of these: {known}.</source>
        <translation>Dieses FFmpeg hat keinen Encoder für {codec} ({encoders}). Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>{codec} cannot encode {width}x{height} pictures ({pixels}). Choose another export format.</source>
        <translation>{codec} kann Bilder mit {width}x{height} ({pixels}) nicht kodieren. Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>{codec} cannot encode {width}x{height} pictures on this machine. Choose an export format without hardware.</source>
        <translation>{codec} kann auf diesem Rechner keine Bilder mit {width}x{height} kodieren. Bitte ein Exportformat ohne Hardware wählen.</translation>
    </message>
    <message>
        <source>The pictures cannot be converted for {codec}. Choose another export format.</source>
        <translation>Die Bilder lassen sich nicht für {codec} umrechnen. Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>{codec} lost pictures ({pictures}). Choose another export format.</source>
        <translation>{codec} hat Bilder verloren ({pictures}). Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>{codec} changed the time of a picture. Choose another export format.</source>
        <translation>{codec} hat die Zeit eines Bildes verändert. Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>A picture of {width}x{height} cannot be encoded. Check the video.</source>
        <translation>Ein Bild mit {width}x{height} lässt sich nicht kodieren. Bitte das Video prüfen.</translation>
    </message>
    <message>
        <source>The quality {crf} is not possible. Choose 0 (best) to 51.</source>
        <translation>Die Qualität {crf} ist nicht möglich. Bitte 0 (am besten) bis 51 wählen.</translation>
    </message>
    <message>
        <source>There is no encoder preset {preset}. Choose one of these: {known}.</source>
        <translation>Die Encoder-Voreinstellung {preset} gibt es nicht. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>{codec} pictures cannot be in a {ending} file. Use .mkv, or one of these codecs: {possible}.</source>
        <translation>{codec}-Bilder können nicht in einer {ending}-Datei stehen. Bitte .mkv verwenden oder einen dieser Codecs: {possible}.</translation>
    </message>
    <message>
        <source>{codec} pictures cannot be in a {ending} file. Use .mkv.</source>
        <translation>{codec}-Bilder können nicht in einer {ending}-Datei stehen. Bitte .mkv verwenden.</translation>
    </message>
    <message>
        <source>There is no sound codec {codec}. Choose aac, opus, flac or pcm.</source>
        <translation>Den Toncodec {codec} gibt es nicht. Bitte aac, opus, flac oder pcm wählen.</translation>
    </message>
    <message>
        <source>This FFmpeg has no encoder for {codec} sound. Choose another export format.</source>
        <translation>Dieses FFmpeg hat keinen Encoder für {codec}-Ton. Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>{codec} sound cannot be in a {ending} file. Choose one of these: {possible}.</source>
        <translation>{codec}-Ton kann nicht in einer {ending}-Datei stehen. Möglich sind: {possible}.</translation>
    </message>
    <message>
        <source>{codec} cannot encode sound of {rate} Hz with {channels} channels. Choose another export format.</source>
        <translation>{codec} kann Ton mit {rate} Hz und {channels} Kanälen nicht kodieren. Bitte ein anderes Exportformat wählen.</translation>
    </message>
    <message>
        <source>The sound cannot be mixed with these numbers. Change gains and loudness.</source>
        <translation>Der Ton lässt sich mit diesen Zahlen nicht mischen. Bitte Pegel und Lautheit ändern.</translation>
    </message>
    <message>
        <source>There is no sound to mix. Add a line, or open a video with sound.</source>
        <translation>Es gibt keinen Ton zum Mischen. Bitte eine Zeile hinzufügen oder ein Video mit Ton öffnen.</translation>
    </message>
    <message>
        <source>There is no picture to write.</source>
        <translation>Es gibt kein Bild zu schreiben.</translation>
    </message>
    <message>
        <source>A finished part of the export is missing. Export again.</source>
        <translation>Ein fertiger Teil des Exports fehlt. Bitte noch einmal exportieren.</translation>
    </message>
    <message>
        <source>A finished part of the export is damaged: {path}. Remove it and export again.</source>
        <translation>Ein fertiger Teil des Exports ist beschädigt: {path}. Bitte entfernen und noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The finished parts of the export were made with different settings. Export again.</source>
        <translation>Die fertigen Teile des Exports wurden mit verschiedenen Einstellungen gemacht. Bitte noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The finished parts of the export are out of order. Export again.</source>
        <translation>Die fertigen Teile des Exports sind nicht in der richtigen Reihenfolge. Bitte noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The sound system cannot be used. Check the sound settings of the computer.</source>
        <translation>Das Tonsystem lässt sich nicht benutzen. Bitte die Toneinstellungen des Rechners prüfen.</translation>
    </message>
    <message>
        <source>There is no microphone: plug one in and choose it.</source>
        <translation>Es gibt kein Mikrofon: bitte eines anschließen und auswählen.</translation>
    </message>
    <message>
        <source>There is no playback device. Plug one in and try again.</source>
        <translation>Es gibt kein Wiedergabegerät. Bitte eines anschließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The microphone {device} is not there. Plug it in, or choose another one.</source>
        <translation>Das Mikrofon {device} ist nicht da. Bitte anschließen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>The playback device {device} is not there. Plug it in, or choose another one.</source>
        <translation>Das Wiedergabegerät {device} ist nicht da. Bitte anschließen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>The sound device {device} cannot be opened. Close the programs that use it, or choose another one.</source>
        <translation>Das Tongerät {device} lässt sich nicht öffnen. Bitte die Programme schließen, die es benutzen, oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>The sound device cannot be started. Close the programs that use it, or choose another one.</source>
        <translation>Das Tongerät lässt sich nicht starten. Bitte die Programme schließen, die es benutzen, oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>The microphone was unplugged. Plug it in again, or choose another one.</source>
        <translation>Das Mikrofon wurde abgezogen. Bitte wieder anschließen oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>A take is being recorded already. Stop it first.</source>
        <translation>Es wird schon ein Take aufgenommen. Bitte ihn zuerst beenden.</translation>
    </message>
    <message>
        <source>A take cannot be longer than 4 GB. Go on with a new one.</source>
        <translation>Ein Take kann nicht länger als 4 GB sein. Bitte mit einem neuen weitermachen.</translation>
    </message>
    <message>
        <source>The landmark file {path} is missing: without it no face is found. Install the package libdlib-data and look again.</source>
        <translation>Die Landmarken-Datei {path} fehlt: Ohne sie wird kein Gesicht gefunden. Bitte das Paket libdlib-data installieren und noch einmal suchen.</translation>
    </message>
    <message>
        <source>{path} is damaged, or no landmark file with 68 points. Install the package libdlib-data again.</source>
        <translation>{path} ist beschädigt oder keine Landmarken-Datei mit 68 Punkten. Bitte das Paket libdlib-data noch einmal installieren.</translation>
    </message>
    <message>
        <source>The face lies outside the picture. Choose another face or another part of the video.</source>
        <translation>Das Gesicht liegt außerhalb des Bildes. Bitte ein anderes Gesicht oder einen anderen Teil des Videos wählen.</translation>
    </message>
    <message>
        <source>No usable face was found in the picture. Choose a clip that shows a face of 60 pixels or more from the front.</source>
        <translation>Im Bild wurde kein brauchbares Gesicht gefunden. Bitte einen Clip wählen, der ein Gesicht von mindestens 60 Pixeln von vorn zeigt.</translation>
    </message>
    <message>
        <source>No face is at that place at that time. Choose another face.</source>
        <translation>An dieser Stelle ist zu dieser Zeit kein Gesicht. Bitte ein anderes Gesicht wählen.</translation>
    </message>
    <message>
        <source>There is no face {face}. Choose one of these: {known}.</source>
        <translation>Ein Gesicht {face} gibt es nicht. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>{text} names no face.</source>
        <translation>{text} bezeichnet kein Gesicht.</translation>
    </message>
    <message>
        <source>Face {face} says the lines of two voices. Give each voice a face of its own.</source>
        <translation>Gesicht {face} spricht die Zeilen zweier Stimmen. Bitte jeder Stimme ein eigenes Gesicht geben.</translation>
    </message>
    <message>
        <source>There is no usable face to learn the mouth from. Choose another face or clip.</source>
        <translation>Es gibt kein brauchbares Gesicht, um den Mund zu lernen. Bitte ein anderes Gesicht oder einen anderen Clip wählen.</translation>
    </message>
    <message>
        <source>{text} is no known {kind}. Choose one of these: {known}.</source>
        <translation>{text} ist für {kind} nicht bekannt. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>There is no line to dub. Record one, or drop a sound file onto the timeline.</source>
        <translation>Es gibt keine Zeile zum Synchronisieren. Bitte eine aufnehmen oder eine Tondatei auf der Zeitleiste ablegen.</translation>
    </message>
    <message>
        <source>{file} is silent: there is no voice to dub with. Choose another recording.</source>
        <translation>{file} ist still: Es gibt keine Stimme zum Synchronisieren. Bitte eine andere Aufnahme wählen.</translation>
    </message>
    <message>
        <source>The speech has no sound. Choose another recording.</source>
        <translation>Die Sprache hat keinen Ton. Bitte eine andere Aufnahme wählen.</translation>
    </message>
    <message>
        <source>The speech ({speechSec} s) is longer than the picture to dub ({roomSec} s). Move or shorten the lines, or choose in the settings what happens with longer speech.</source>
        <translation>Die Sprache ({speechSec} s) ist länger als das Bild ({roomSec} s). Bitte die Zeilen verschieben oder kürzen oder in den Einstellungen wählen, was mit längerer Sprache geschieht.</translation>
    </message>
    <message>
        <source>The range begins beyond the end of the picture ({durationSec} s). Move its in point.</source>
        <translation>Der Bereich beginnt hinter dem Ende des Bildes ({durationSec} s). Bitte seinen Anfang verschieben.</translation>
    </message>
    <message>
        <source>The range cannot begin before the video.</source>
        <translation>Der Bereich kann nicht vor dem Video beginnen.</translation>
    </message>
    <message>
        <source>The range is empty. Move its out point behind its in point.</source>
        <translation>Der Bereich ist leer. Bitte sein Ende hinter seinen Anfang verschieben.</translation>
    </message>
    <message>
        <source>With an out point the picture cannot be lengthened. Clear the range, or cut the speech.</source>
        <translation>Mit einem Endpunkt lässt sich das Bild nicht verlängern. Bitte den Bereich löschen oder die Sprache kürzen.</translation>
    </message>
    <message>
        <source>Gains and loudness must lie between -100 and 100.</source>
        <translation>Pegel und Lautheit müssen zwischen -100 und 100 liegen.</translation>
    </message>
    <message>
        <source>An unfinished export is there already ({finished} of {chunks} parts). Choose another name.</source>
        <translation>Ein unfertiger Export ist schon da ({finished} von {chunks} Teilen). Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>An unfinished export in {path} was started with other files or settings. Choose another name.</source>
        <translation>Ein unfertiger Export in {path} wurde mit anderen Dateien oder Einstellungen begonnen. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Another Redub is writing {file}. Wait for it, or choose another name.</source>
        <translation>Ein anderes Redub schreibt gerade {file}. Bitte darauf warten oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The notes of the unfinished export are damaged. Export under another name.</source>
        <translation>Die Aufzeichnungen des unfertigen Exports sind beschädigt. Bitte unter einem anderen Namen exportieren.</translation>
    </message>
    <message>
        <source>{file} is not a Redub project. Choose a file that Redub has saved.</source>
        <translation>{file} ist kein Redub-Projekt. Bitte eine Datei wählen, die Redub gespeichert hat.</translation>
    </message>
    <message>
        <source>{file} was saved by a newer Redub. Update Redub to open it.</source>
        <translation>{file} wurde mit einem neueren Redub gespeichert. Bitte Redub aktualisieren, um das Projekt zu öffnen.</translation>
    </message>
    <message>
        <source>{file} is damaged. Open an earlier copy of the project.</source>
        <translation>{file} ist beschädigt. Bitte eine frühere Kopie des Projekts öffnen.</translation>
    </message>
    <message>
        <source>The project cannot be saved: the name of one of its files is not valid text (UTF-8). Rename that file.</source>
        <translation>Das Projekt lässt sich nicht speichern: Der Name einer seiner Dateien ist kein gültiger Text (UTF-8). Bitte die Datei umbenennen.</translation>
    </message>
    <message>
        <source>{file} is not there any more. Say where it is now, and export again.</source>
        <translation>{file} ist nicht mehr da. Bitte angeben, wo die Datei jetzt ist, und noch einmal exportieren.</translation>
    </message>
    <message>
        <source>The lines of voice {voice} are silent. Mute it, or give it other lines.</source>
        <translation>Die Zeilen von Stimme {voice} sind still. Bitte sie stumm schalten oder ihr andere Zeilen geben.</translation>
    </message>
    <message>
        <source>Its face already says what voice {voice} says. Give it another one.</source>
        <translation>Ihr Gesicht spricht schon, was Stimme {voice} sagt. Bitte ihr ein anderes geben.</translation>
    </message>
    <message>
        <source>Its lines are silent. Mute the voice, or give it other lines.</source>
        <translation>Ihre Zeilen sind still. Bitte die Stimme stumm schalten oder ihr andere Zeilen geben.</translation>
    </message>
    <message>
        <source>No line lies within what is exported. Move one there, or export the whole clip.</source>
        <translation>In dem, was exportiert wird, liegt keine Zeile. Bitte eine dorthin verschieben oder den ganzen Clip exportieren.</translation>
    </message>
    <message>
        <source>There is no video to export. Open one first.</source>
        <translation>Es gibt kein Video zum Exportieren. Bitte zuerst eines öffnen.</translation>
    </message>
    <message>
        <source>There is no line to export. Record one, or drop a sound file onto the timeline.</source>
        <translation>Es gibt keine Zeile zum Exportieren. Bitte eine aufnehmen oder eine Tondatei auf der Zeitleiste ablegen.</translation>
    </message>
    <message>
        <source>The data of the speech synthesiser are missing. Install the package espeak-ng-data.</source>
        <translation>Die Daten der Sprachsynthese fehlen. Bitte das Paket espeak-ng-data installieren.</translation>
    </message>
    <message>
        <source>The speech synthesiser has no voice {voice}. Install the package espeak-ng-data.</source>
        <translation>Die Sprachsynthese hat keine Stimme {voice}. Bitte das Paket espeak-ng-data installieren.</translation>
    </message>
    <message>
        <source>A sample lasts more than 0 seconds and at most a day.</source>
        <translation>Ein Beispiel dauert mehr als 0 Sekunden und höchstens einen Tag.</translation>
    </message>
    <message>
        <source>A sample has 1 to 240 pictures a second.</source>
        <translation>Ein Beispiel hat 1 bis 240 Bilder in der Sekunde.</translation>
    </message>
    <message>
        <source>A sample measures {least}x{least} to {most}x{most} pixels.</source>
        <translation>Ein Beispiel misst {least}x{least} bis {most}x{most} Pixel.</translation>
    </message>
    <message>
        <source>The text of the sample has no word that the voice {voice} can say.</source>
        <translation>Der Text des Beispiels enthält kein Wort, das die Stimme {voice} sprechen kann.</translation>
    </message>
    <message>
        <source>There is no model {model}. Choose one of these: {known}.</source>
        <translation>Das Modell {model} gibt es nicht. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>The model {model} ({kind}) moves no lips. Choose one of these: {known}.</source>
        <translation>Das Modell {model} ({kind}) bewegt keine Lippen. Zur Wahl stehen: {known}.</translation>
    </message>
    <message>
        <source>There is no imported model {model}. Imported are: {known}.</source>
        <translation>Ein importiertes Modell {model} gibt es nicht. Importiert sind: {known}.</translation>
    </message>
    <message>
        <source>There is no imported model {model}: none is imported.</source>
        <translation>Ein importiertes Modell {model} gibt es nicht: Es ist keines importiert.</translation>
    </message>
    <message>
        <source>{model} is no name for a model. Use letters, digits, &apos;-&apos;, &apos;_&apos; and &apos;.&apos;.</source>
        <translation>{model} ist kein Name für ein Modell. Bitte Buchstaben, Ziffern, &apos;-&apos;, &apos;_&apos; und &apos;.&apos; verwenden.</translation>
    </message>
    <message>
        <source>A model named {model} is there already. Remove it first, or rename the file.</source>
        <translation>Ein Modell namens {model} gibt es schon. Bitte es zuerst entfernen oder die Datei umbenennen.</translation>
    </message>
    <message>
        <source>{file} is not a model that Redub imported. Import it again.</source>
        <translation>{file} ist kein Modell, das Redub importiert hat. Bitte noch einmal importieren.</translation>
    </message>
    <message>
        <source>The model {model} is damaged. Remove it and import it again.</source>
        <translation>Das Modell {model} ist beschädigt. Bitte entfernen und noch einmal importieren.</translation>
    </message>
    <message>
        <source>The model is incomplete. Import it again.</source>
        <translation>Das Modell ist unvollständig. Bitte noch einmal importieren.</translation>
    </message>
    <message>
        <source>{file} holds no lip model. Choose another one.</source>
        <translation>{file} enthält kein Lippenmodell. Bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>The model {model} gives impossible numbers. Import it again.</source>
        <translation>Das Modell {model} liefert unmögliche Zahlen. Bitte noch einmal importieren.</translation>
    </message>
    <message>
        <source>The model {model} gives the same for everything. Import it again.</source>
        <translation>Das Modell {model} liefert für alles dasselbe. Bitte noch einmal importieren.</translation>
    </message>
    <message>
        <source>{file} holds impossible numbers: its training failed. Get the file from another source.</source>
        <translation>{file} enthält unmögliche Zahlen: Das Training ist misslungen. Bitte die Datei aus einer anderen Quelle besorgen.</translation>
    </message>
    <message>
        <source>{file} is damaged, or no safetensors file. Copy it again, or install Redub again.</source>
        <translation>{file} ist beschädigt oder keine Safetensors-Datei. Bitte sie noch einmal kopieren oder Redub noch einmal installieren.</translation>
    </message>
    <message>
        <source>The model has numbers of the type {type}, which Redub does not expect. Import it again.</source>
        <translation>Das Modell hat Zahlen vom Typ {type}, die Redub nicht erwartet. Bitte noch einmal importieren.</translation>
    </message>
    <message>
        <source>{file} is refused: it asks for {asks}, which no file of weights needs. Nothing of it was run. Do not open it with other programs, and get the file from a source that you trust.</source>
        <translation>{file} wird abgelehnt: Die Datei verlangt {asks}, was keine Datei mit Gewichten braucht. Nichts davon wurde ausgeführt. Bitte sie nicht mit anderen Programmen öffnen, sondern aus einer vertrauenswürdigen Quelle besorgen.</translation>
    </message>
    <message>
        <source>{file} is damaged, or no checkpoint. Copy or download it again.</source>
        <translation>{file} ist beschädigt oder kein Checkpoint. Bitte die Datei noch einmal kopieren oder laden.</translation>
    </message>
    <message>
        <source>{file} holds no weights of a network.</source>
        <translation>{file} enthält keine Gewichte eines Netzes.</translation>
    </message>
    <message>
        <source>{file} is no complete checkpoint of {network}.</source>
        <translation>{file} ist kein vollständiger Checkpoint von {network}.</translation>
    </message>
    <message>
        <source>{file} holds no network that Redub knows (TalkLip, Wav2Lip, AV-HuBERT, SyncNet). Its tensors begin with {tensors}.</source>
        <translation>{file} enthält kein Netz, das Redub kennt (TalkLip, Wav2Lip, AV-HuBERT, SyncNet). Seine Tensoren beginnen mit {tensors}.</translation>
    </message>
    <message>
        <source>This model cannot run on this machine. Choose another model.</source>
        <translation>Dieses Modell läuft nicht auf diesem Rechner. Bitte ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model failed on {device}. Choose another device or precision in the preferences.</source>
        <translation>Das Modell ist auf {device} gescheitert. Bitte in den Einstellungen ein anderes Gerät oder eine andere Genauigkeit wählen.</translation>
    </message>
    <message>
        <source>There is no device {device}. Choose another one in the preferences.</source>
        <translation>Das Gerät {device} gibt es nicht. Bitte in den Einstellungen ein anderes wählen.</translation>
    </message>
    <message>
        <source>The graphics card {device} is not there (seen: {cards}). Choose another device in the preferences.</source>
        <translation>Die Grafikkarte {device} ist nicht da (erkannt: {cards}). Bitte in den Einstellungen ein anderes Gerät wählen.</translation>
    </message>
    <message>
        <source>The precision fp16 needs a graphics card. Choose another precision in the preferences.</source>
        <translation>Die Genauigkeit fp16 braucht eine Grafikkarte. Bitte in den Einstellungen eine andere wählen.</translation>
    </message>
    <message>
        <source>This processor has no bf16 arithmetic. Choose another precision in the preferences.</source>
        <translation>Dieser Prozessor kann nicht mit bf16 rechnen. Bitte in den Einstellungen eine andere Genauigkeit wählen.</translation>
    </message>
    <message>
        <source>{file} is not a speech-to-mouth model of this version. Install Redub again.</source>
        <translation>{file} ist kein Sprache-zu-Mund-Modell dieser Version. Bitte Redub noch einmal installieren.</translation>
    </message>
    <message>
        <source>Pictures can only be compared when they have one size of at least 11x11.</source>
        <translation>Bilder lassen sich nur vergleichen, wenn sie dieselbe Größe von mindestens 11x11 haben.</translation>
    </message>
    <message>
        <source>The video is too short to measure lip synchrony: it takes at least six pictures.</source>
        <translation>Das Video ist zu kurz, um die Lippensynchronität zu messen: Dazu braucht es mindestens sechs Bilder.</translation>
    </message>
    <message>
        <source>There is no talking face with sound in {path}.</source>
        <translation>In {path} gibt es kein sprechendes Gesicht mit Ton.</translation>
    </message>
    <message>
        <source>There is no text to speak. Install the packages fortunes and wamerican.</source>
        <translation>Es gibt keinen Text zum Sprechen. Bitte die Pakete fortunes und wamerican installieren.</translation>
    </message>
    <message>
        <source>The stored corpus is damaged. Delete it and run again.</source>
        <translation>Das gespeicherte Korpus ist beschädigt. Bitte löschen und noch einmal starten.</translation>
    </message>
    <message>
        <source>{path} is no corpus of this version. Delete it.</source>
        <translation>{path} ist kein Korpus dieser Version. Bitte löschen.</translation>
    </message>
    <message>
        <source>There is no talking video in {path}.</source>
        <translation>In {path} ist kein Video, in dem jemand spricht.</translation>
    </message>
    <message>
        <source>{path} is no prepared set.</source>
        <translation>{path} ist kein vorbereiteter Datensatz.</translation>
    </message>
    <message>
        <source>{path} is damaged. Prepare the set again.</source>
        <translation>{path} ist beschädigt. Bitte den Datensatz noch einmal vorbereiten.</translation>
    </message>
    <message>
        <source>The set {path} holds no clip to {part}.</source>
        <translation>Der Datensatz {path} enthält keinen Clip für {part}.</translation>
    </message>
    <message>
        <source>{path} holds a training with other settings: {differs}.</source>
        <translation>{path} enthält ein Training mit anderen Einstellungen: {differs}.</translation>
    </message>
    <message>
        <source>No checkpoint in {path} is whole.</source>
        <translation>In {path} ist kein Checkpoint unversehrt.</translation>
    </message>
    <message>
        <source>Another process trains in {path}.</source>
        <translation>Ein anderer Prozess trainiert in {path}.</translation>
    </message>
    <message>
        <source>At step {step} a loss is no number. The batch held {clips}.</source>
        <translation>Bei Schritt {step} ist ein Verlust keine Zahl. Im Stapel waren {clips}.</translation>
    </message>
    <message>
        <source>The training diverges at step {step}, also after {times} returns to a good checkpoint.</source>
        <translation>Das Training läuft bei Schritt {step} davon, auch nach {times} Rückkehren zu einem guten Checkpoint.</translation>
    </message>
    <message>
        <source>The memory is too small even for few clips: {clips}.</source>
        <translation>Der Speicher reicht auch für wenige Clips nicht: {clips}.</translation>
    </message>
    <message>
        <source>Another process of this training has ended. Start all of them again.</source>
        <translation>Ein anderer Prozess dieses Trainings ist zu Ende. Bitte alle noch einmal starten.</translation>
    </message>
    <message>
        <source>This LibTorch cannot train with several processes.</source>
        <translation>Dieses LibTorch kann nicht mit mehreren Prozessen trainieren.</translation>
    </message>
    <message>
        <source>{system} has no picture for any clip of the set.</source>
        <translation>{system} hat zu keinem Clip des Datensatzes ein Bild.</translation>
    </message>
    <message>
        <source>{path} is too large. Choose another file.</source>
        <translation>{path} ist zu groß. Bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{file} was changed after it was opened. Open it again.</source>
        <translation>{file} wurde nach dem Öffnen geändert. Bitte die Datei noch einmal öffnen.</translation>
    </message>
    <message>
        <source>The system gives no more threads. Close other programs and try again.</source>
        <translation>Das System gibt keine weiteren Threads her. Bitte andere Programme schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{path} is in the way, and not from an export. Move it away, or choose another name.</source>
        <translation>{path} ist im Weg und stammt nicht von einem Export. Bitte den Ordner verschieben oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>The model {model} cannot be removed. Check that you are allowed to delete {path}.</source>
        <translation>Das Modell {model} lässt sich nicht entfernen. Bitte prüfen, ob {path} gelöscht werden darf.</translation>
    </message>
    <message>
        <source>There is no home folder to keep models in.</source>
        <translation>Es gibt keinen persönlichen Ordner, in dem Modelle liegen könnten.</translation>
    </message>
</context>
<context>
    <name>ExportProblems</name>
    <message>
        <source>Give the file a name.</source>
        <translation>Bitte der Datei einen Namen geben.</translation>
    </message>
    <message>
        <source>Choose a folder for the file.</source>
        <translation>Bitte einen Ordner für die Datei wählen.</translation>
    </message>
    <message>
        <source>There is no folder %1: choose another one.</source>
        <translation>Den Ordner %1 gibt es nicht: bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>A folder has this name: choose another name.</source>
        <translation>Ein Ordner heißt so: bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>About %1 are needed while the file is made, and %2 are free: free some space, or choose another drive.</source>
        <translation>Etwa %1 werden gebraucht, während die Datei entsteht, und %2 sind frei: bitte Platz schaffen oder ein anderes Laufwerk wählen.</translation>
    </message>
    <message>
        <source>Open a video first.</source>
        <translation>Bitte zuerst ein Video öffnen.</translation>
    </message>
    <message>
        <source>There is no line yet: record one, or drop a sound file onto the timeline.</source>
        <translation>Noch gibt es keine Zeile: bitte eine aufnehmen oder eine Tondatei auf der Zeitleiste ablegen.</translation>
    </message>
</context>
<context>
    <name>ExportWords</name>
    <message>
        <source>Same as the video</source>
        <translation>Wie das Video</translation>
    </message>
    <message>
        <source>The kind of file that the video has; the best choice when nothing else is asked for.</source>
        <translation>Die Art von Datei, die das Video hat; die beste Wahl, wenn nichts anderes verlangt ist.</translation>
    </message>
    <message>
        <source>H.264, high quality</source>
        <translation>H.264, hohe Qualität</translation>
    </message>
    <message>
        <source>Plays everywhere and looks like the original; larger than usual.</source>
        <translation>Läuft überall und sieht aus wie das Original; größer als üblich.</translation>
    </message>
    <message>
        <source>H.264, small file</source>
        <translation>H.264, kleine Datei</translation>
    </message>
    <message>
        <source>Plays everywhere; for mail and messages, with slightly softer pictures.</source>
        <translation>Läuft überall; für E-Mail und Nachrichten, mit etwas weicheren Bildern.</translation>
    </message>
    <message>
        <source>ProRes</source>
        <translation>ProRes</translation>
    </message>
    <message>
        <source>For going on in a video editor; very large files.</source>
        <translation>Zum Weiterarbeiten in einem Videoschnittprogramm; sehr große Dateien.</translation>
    </message>
    <message>
        <source>FFV1, lossless</source>
        <translation>FFV1, verlustfrei</translation>
    </message>
    <message>
        <source>Keeps every picture exactly, for archives; very large files that few players show.</source>
        <translation>Behält jedes Bild genau, für Archive; sehr große Dateien, die wenige Programme zeigen.</translation>
    </message>
    <message>
        <source>Sound only</source>
        <translation>Nur Ton</translation>
    </message>
    <message>
        <source>Writes the finished sound without any picture.</source>
        <translation>Schreibt den fertigen Ton ohne Bild.</translation>
    </message>
    <message>
        <source>Number of pictures</source>
        <translation>Zahl der Bilder</translation>
    </message>
    <message>
        <source>Times of the pictures</source>
        <translation>Zeiten der Bilder</translation>
    </message>
    <message>
        <source>Sound together with the picture</source>
        <translation>Ton gleichauf mit dem Bild</translation>
    </message>
    <message>
        <source>Everything around the mouth untouched</source>
        <translation>Alles um den Mund unverändert</translation>
    </message>
    <message>
        <source>Picture size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation>etwa %1 h %2 min</translation>
    </message>
    <message>
        <source>The finished file was not checked.</source>
        <translation>Die fertige Datei wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>The finished file was checked: everything is as it should be.</source>
        <translation>Die fertige Datei wurde geprüft: alles ist, wie es sein soll.</translation>
    </message>
    <message>
        <source>The finished file was checked: not everything is as it should be.</source>
        <translation>Die fertige Datei wurde geprüft: nicht alles ist, wie es sein soll.</translation>
    </message>
    <message>
        <source>%1, %2 pictures, %3 of them dubbed</source>
        <translation>%1, %2 Bilder, %3 davon synchronisiert</translation>
    </message>
    <message>
        <source>%L1 s</source>
        <translation>%L1 s</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Every file of the project is there.</source>
        <translation>Alle Dateien des Projekts sind da.</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>Finding faces</source>
        <translation>Gesichter suchen</translation>
    </message>
    <message>
        <source>Learning the face</source>
        <translation>Gesicht lernen</translation>
    </message>
    <message>
        <source>Listening to the speech</source>
        <translation>Sprache anhören</translation>
    </message>
    <message>
        <source>Dubbing</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Painting and encoding</source>
        <translation>Malen und kodieren</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>Checking the result</source>
        <translation>Ergebnis prüfen</translation>
    </message>
    <message>
        <source>Importing the model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch wenige Sekunden</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>noch etwa %1 s</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>noch etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>noch etwa %1 h %2 min</translation>
    </message>
    <message>
        <source>%L1 pictures/s</source>
        <translation>%L1 Bilder/s</translation>
    </message>
</context>
<context>
    <name>MenuBar</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Look again</source>
        <translation>Noch einmal suchen</translation>
    </message>
    <message>
        <source>No face was found in this video: lips cannot be moved. Choose a clip that shows a face of 60 pixels or more from the front.</source>
        <translation>In diesem Video wurde kein Gesicht gefunden: es gibt keine Lippen zu bewegen. Bitte ein Video wählen, das ein Gesicht von mindestens 60 Pixeln von vorn zeigt.</translation>
    </message>
    <message>
        <source>The lips are done: play to watch them, or export the video.</source>
        <translation>Die Lippen sind fertig: zum Ansehen abspielen oder das Video exportieren.</translation>
    </message>
    <message>
        <source>%1 is done and was checked.</source>
        <translation>%1 ist fertig und geprüft.</translation>
    </message>
    <message>
        <source>%1 did not pass its check: see Exports.</source>
        <translation>%1 hat die Prüfung nicht bestanden: siehe Exporte.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
    <message>
        <source>The faces were not looked for: nothing can be dubbed yet.</source>
        <translation>Die Gesichter wurden nicht gesucht: noch kann nichts synchronisiert werden.</translation>
    </message>
    <message>
        <source>Voice %1: %2</source>
        <translation>Stimme %1: %2</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>Exporte</translation>
    </message>
</context>
<context>
    <name>SettingsClipboard</name>
    <message>
        <source>Paste settings</source>
        <translation>Einstellungen einfügen</translation>
    </message>
</context>
<context>
    <name>TimelineActions</name>
    <message>
        <source>Set in point</source>
        <translation>In-Punkt setzen</translation>
    </message>
    <message>
        <source>Set out point</source>
        <translation>Out-Punkt setzen</translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>Bereich aufheben</translation>
    </message>
</context>
<context>
    <name>VoiceView</name>
    <message>
        <source>Choose face %1</source>
        <translation>Gesicht %1 wählen</translation>
    </message>
    <message>
        <source>No faces yet</source>
        <translation>Noch keine Gesichter</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>Gesicht %1</translation>
    </message>
    <message>
        <source>&amp;Remove this voice</source>
        <translation>Diese Stimme &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove voice</source>
        <translation>Stimme entfernen</translation>
    </message>
</context>
<context>
    <name>WaitForJob</name>
    <message>
        <source>&amp;Stop Waiting</source>
        <translation>&amp;Nicht länger warten</translation>
    </message>
</context>
<context>
    <name>ui::AboutDialog</name>
    <message>
        <source>About Redub</source>
        <translation>Über Redub</translation>
    </message>
    <message>
        <source>Dubs video: makes lips say another speech. Free software under the GNU General Public License 3; without any warranty.</source>
        <translation>Synchronisiert Videos: lässt Lippen eine andere Sprache sprechen. Freie Software unter der GNU General Public License 3; ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>&amp;Libraries</source>
        <translation>&amp;Bibliotheken</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>L&amp;icence</source>
        <translation>&amp;Lizenz</translation>
    </message>
</context>
<context>
    <name>ui::Autosave</name>
    <message>
        <source>The project cannot be kept for a crash: %1</source>
        <translation>Das Projekt kann nicht für den Fall eines Absturzes gesichert werden: %1</translation>
    </message>
</context>
<context>
    <name>ui::CheckEditor</name>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
</context>
<context>
    <name>ui::Dialogs</name>
    <message>
        <source>Choose model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Import a lip model</source>
        <translation>Lippenmodell importieren</translation>
    </message>
    <message>
        <source>Checkpoints (*.pth *.pt *.ckpt *.safetensors)</source>
        <translation>Checkpoints (*.pth *.pt *.ckpt *.safetensors)</translation>
    </message>
    <message>
        <source>Measuring the latency</source>
        <translation>Latenz wird gemessen</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>The tone was not heard: hold the headphones to the microphone, turn them up, and measure again.</source>
        <translation>Der Ton war nicht zu hören: bitte den Kopfhörer an das Mikrofon halten, lauter stellen und noch einmal messen.</translation>
    </message>
    <message>
        <source>The cache is empty.</source>
        <translation>Der Zwischenspeicher ist leer.</translation>
    </message>
</context>
<context>
    <name>ui::DropTarget</name>
    <message>
        <source>Looking at the files...</source>
        <translation>Dateien werden angesehen...</translation>
    </message>
</context>
<context>
    <name>ui::DubSession</name>
    <message>
        <source>Looking at the lines</source>
        <translation>Zeilen ansehen</translation>
    </message>
    <message>
        <source>Dubbing</source>
        <translation>Synchronisieren</translation>
    </message>
</context>
<context>
    <name>ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Browse...</source>
        <translation>D&amp;urchsuchen...</translation>
    </message>
    <message>
        <source>Browse for a file</source>
        <translation>Datei suchen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>The kind of file that is written.</source>
        <translation>Die Art von Datei, die geschrieben wird.</translation>
    </message>
    <message>
        <source>Changes lips and sound between the in and out points alone; the rest of the video stays as it was.</source>
        <translation>Ändert Lippen und Ton nur zwischen In- und Out-Punkt; der Rest des Videos bleibt, wie er war.</translation>
    </message>
    <message>
        <source>Set an in or out point on the timeline first.</source>
        <translation>Bitte zuerst auf der Zeitleiste einen In- oder Out-Punkt setzen.</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>About %1, %2 of work.</source>
        <translation>Etwa %1, %2 Arbeit.</translation>
    </message>
    <message>
        <source>About %1.</source>
        <translation>Etwa %1.</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Die Datei ersetzen?</translation>
    </message>
    <message>
        <source>%1 exists already. Replace it?</source>
        <translation>%1 gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>It is kept until the new file is finished.</source>
        <translation>Sie bleibt, bis die neue Datei fertig ist.</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>E&amp;rsetzen</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Exporteinstellungen</translation>
    </message>
    <message>
        <source>Range only</source>
        <translation>Nur den Bereich</translation>
    </message>
</context>
<context>
    <name>ui::ExportQueue</name>
    <message>
        <source>Exports are shown here with their progress and the check of the finished file.</source>
        <translation>Hier erscheinen Exporte mit ihrem Fortschritt und der Prüfung der fertigen Datei.</translation>
    </message>
</context>
<context>
    <name>ui::ExportRow</name>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Progress of %1</source>
        <translation>Fortschritt von %1</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>%1 aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Cancel the export of %1</source>
        <translation>Den Export von %1 abbrechen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>Abgebrochen: nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Show %1 in its folder</source>
        <translation>%1 in seinem Ordner zeigen</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
</context>
<context>
    <name>ui::GeneralPage</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Sprache:</translation>
    </message>
    <message>
        <source>&amp;Theme:</source>
        <translation>&amp;Aussehen:</translation>
    </message>
    <message>
        <source>The language changes when Redub is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Redub.</translation>
    </message>
</context>
<context>
    <name>ui::Inspector</name>
    <message>
        <source>Lips</source>
        <translation>Lippen</translation>
    </message>
    <message>
        <source>&amp;Manage models...</source>
        <translation>Modelle &amp;verwalten...</translation>
    </message>
    <message>
        <source>Manage models</source>
        <translation>Modelle verwalten</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Whose lips this voice moves; leave it at the largest face when one person talks.</source>
        <translation>Wessen Lippen diese Stimme bewegt; spricht nur eine Person, genügt das größte Gesicht.</translation>
    </message>
    <message>
        <source>The largest face</source>
        <translation>Das größte Gesicht</translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>Gesicht %1</translation>
    </message>
    <message>
        <source>Where you clicked</source>
        <translation>Wo geklickt wurde</translation>
    </message>
    <message>
        <source>Face %1 (not in this video)</source>
        <translation>Gesicht %1 (nicht in diesem Video)</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>%1 (not installed)</source>
        <translation>%1 (nicht installiert)</translation>
    </message>
    <message>
        <source>Voice %1</source>
        <translation>Stimme %1</translation>
    </message>
</context>
<context>
    <name>ui::Intake</name>
    <message>
        <source>Looking at files</source>
        <translation>Dateien ansehen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
</context>
<context>
    <name>ui::JobBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress of the job</source>
        <translation>Fortschritt der Arbeit</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>More jobs that run: %1</source>
        <translation>Weitere laufende Arbeiten: %1</translation>
    </message>
</context>
<context>
    <name>ui::LatencyRow</name>
    <message>
        <source>Meas&amp;ure...</source>
        <translation>&amp;Messen...</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>La&amp;tency:</source>
        <translation>&amp;Latenz:</translation>
    </message>
    <message>
        <source>Measure Latency</source>
        <translation>Latenz messen</translation>
    </message>
    <message>
        <source>Hold the headphones to the microphone.</source>
        <translation>Bitte den Kopfhörer an das Mikrofon halten.</translation>
    </message>
    <message>
        <source>A short rising tone is played and heard again. It takes some seconds; keep the room quiet.</source>
        <translation>Ein kurzer steigender Ton wird gespielt und wieder gehört. Das dauert einige Sekunden; bitte ruhig sein.</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messen</translation>
    </message>
    <message>
        <source>Measuring the latency</source>
        <translation>Latenz wird gemessen</translation>
    </message>
    <message>
        <source>The tone was not heard: turn the headphones up and hold them closer.</source>
        <translation>Der Ton war nicht zu hören: bitte den Kopfhörer lauter stellen und näher halten.</translation>
    </message>
    <message>
        <source>Measuring...</source>
        <translation>Messung läuft...</translation>
    </message>
    <message>
        <source>Measured: %L1 ms.</source>
        <translation>Gemessen: %L1 ms.</translation>
    </message>
    <message>
        <source>If takes come late, measure this or raise it: they are moved earlier by it.</source>
        <translation>Kommen Takes zu spät, hier messen oder erhöhen: um so viel werden sie vorgezogen.</translation>
    </message>
</context>
<context>
    <name>ui::LevelMeter</name>
    <message>
        <source>%1 dB, highest %2 dB</source>
        <translation>%1 dB, höchstens %2 dB</translation>
    </message>
    <message>
        <source>%1, too loud: turn the microphone down</source>
        <translation>%1, zu laut: Mikrofon leiser stellen</translation>
    </message>
    <message>
        <source>Microphone level</source>
        <translation>Mikrofonpegel</translation>
    </message>
    <message>
        <source>It was too loud: turn the microphone down. A click puts the light out.</source>
        <translation>Es war zu laut: Mikrofon leiser stellen. Ein Klick löscht das Licht.</translation>
    </message>
    <message>
        <source>Speak as loud as in the take: the bar should end between -12 and -3 dB.</source>
        <translation>So laut sprechen wie im Take: der Balken soll zwischen -12 und -3 dB enden.</translation>
    </message>
    <message>
        <source>CLIP</source>
        <translation>CLIP</translation>
    </message>
</context>
<context>
    <name>ui::LineSection</name>
    <message>
        <source>Previous take</source>
        <translation>Voriger Take</translation>
    </message>
    <message>
        <source>Next take</source>
        <translation>Nächster Take</translation>
    </message>
    <message>
        <source>Choose a single line to change this.</source>
        <translation>Zum Ändern eine einzelne Zeile wählen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the take is called here; its file keeps its own name.</source>
        <translation>Wie der Take hier heißt; seine Datei behält ihren Namen.</translation>
    </message>
    <message>
        <source>Starts at</source>
        <translation>Beginnt bei</translation>
    </message>
    <message>
        <source>The time of the video at which the line begins.</source>
        <translation>Die Zeit im Video, zu der die Zeile beginnt.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>How much of the take is said, from its beginning; never more than the take has.</source>
        <translation>Wie viel vom Take gesprochen wird, von seinem Anfang an; nie mehr, als der Take hat.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Makes the line louder (+) or quieter (-); 6 dB quieter is half as strong.</source>
        <translation>Macht die Zeile lauter (+) oder leiser (-); 6 dB leiser ist halb so stark.</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>How long the line takes to come up from silence.</source>
        <translation>Wie lange die Zeile aus der Stille heraufkommt.</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>How long the line takes to go down to silence.</source>
        <translation>Wie lange die Zeile zur Stille hin abnimmt.</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Which of the recordings of this line is heard; the others are kept.</source>
        <translation>Welche Aufnahme dieser Zeile zu hören ist; die anderen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>How good this take is, to find the best one again; click the last star to take it back.</source>
        <translation>Wie gut dieser Take ist, um den besten wiederzufinden; ein Klick auf den letzten Stern nimmt ihn zurück.</translation>
    </message>
    <message>
        <source>Choose take</source>
        <translation>Take wählen</translation>
    </message>
    <message>
        <source>%1 (%2 of 5)</source>
        <translation>%1 (%2 von 5)</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>ui::LogWindow</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Nothing has been noted yet.</source>
        <translation>Noch wurde nichts notiert.</translation>
    </message>
    <message>
        <source>&amp;Copy All</source>
        <translation>Alles &amp;kopieren</translation>
    </message>
    <message>
        <source>Open &amp;Folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message numerus="yes">
        <source>%n take(s) were being recorded when Redub ended; they are kept in %1.</source>
        <translation>
            <numerusform>Beim Ende von Redub wurde gerade %n Take aufgenommen; er liegt in %1.</numerusform>
            <numerusform>Beim Ende von Redub wurden gerade %n Takes aufgenommen; sie liegen in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Work is running</source>
        <translation>Es wird noch gearbeitet</translation>
    </message>
    <message>
        <source>Redub is still dubbing, exporting or recording. Stop that and close?

Exports that are not finished leave no file; a take that is being recorded is kept.</source>
        <translation>Redub synchronisiert, exportiert oder nimmt noch auf. Abbrechen und schließen?

Unfertige Exporte hinterlassen keine Datei; ein Take, der gerade aufgenommen wird, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Looking for what a crash left</source>
        <translation>Suche nach dem, was ein Absturz hinterlassen hat</translation>
    </message>
    <message>
        <source>The take is being saved; Redub closes when it is on disk.</source>
        <translation>Die Aufnahme wird gespeichert; Redub schließt sich, sobald sie auf der Festplatte ist.</translation>
    </message>
</context>
<context>
    <name>ui::Microphone</name>
    <message>
        <source>Opening the microphone</source>
        <translation>Mikrofon wird geöffnet</translation>
    </message>
</context>
<context>
    <name>ui::MicrophoneBox</name>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Refresh: look again for what is plugged in</source>
        <translation>Aktualisieren: noch einmal suchen, was angeschlossen ist</translation>
    </message>
    <message>
        <source>&amp;Microphone:</source>
        <translation>M&amp;ikrofon:</translation>
    </message>
    <message>
        <source>C&amp;hannel:</source>
        <translation>&amp;Kanal:</translation>
    </message>
    <message>
        <source>Looking for microphones</source>
        <translation>Mikrofone werden gesucht</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keins</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>All, averaged</source>
        <translation>Alle, gemittelt</translation>
    </message>
    <message>
        <source>No microphone was found: plug one in and press Refresh.</source>
        <translation>Es wurde kein Mikrofon gefunden: bitte eins anschließen und aktualisieren.</translation>
    </message>
    <message>
        <source>The system has no default microphone: choose one.</source>
        <translation>Das System hat kein Standardmikrofon: bitte eins wählen.</translation>
    </message>
    <message>
        <source>%1 is not connected: plug it in and press Refresh, or choose another one.</source>
        <translation>%1 ist nicht angeschlossen: bitte anschließen und aktualisieren, oder ein anderes wählen.</translation>
    </message>
    <message>
        <source>Searching...</source>
        <translation>Suche läuft...</translation>
    </message>
</context>
<context>
    <name>ui::ModelDetails</name>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Landmarks</source>
        <translation>Gesichtspunkte</translation>
    </message>
    <message>
        <source>Face mesh</source>
        <translation>Gesichtsnetz</translation>
    </message>
    <message>
        <source>Finds the lips where the landmarks fail: dark skin, beards, closed mouths.</source>
        <translation>Findet die Lippen, wo die Gesichtspunkte versagen: dunkle Haut, Bärte, geschlossene Münder.</translation>
    </message>
    <message>
        <source>I &amp;accept these terms</source>
        <translation>Ich &amp;nehme diese Bedingungen an</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <source>Imported from:</source>
        <translation>Importiert aus:</translation>
    </message>
    <message>
        <source>Its SHA-256:</source>
        <translation>Deren SHA-256:</translation>
    </message>
    <message>
        <source>Kept in:</source>
        <translation>Liegt in:</translation>
    </message>
    <message>
        <source>Terms:</source>
        <translation>Bedingungen:</translation>
    </message>
    <message>
        <source>The person&apos;s own mouth: every picture takes the nearest mouth of the same clip and warps it at the picture&apos;s full resolution.</source>
        <translation>Der eigene Mund der Person: jedes Bild nimmt den ähnlichsten Mund desselben Videos und verformt ihn in voller Auflösung.</translation>
    </message>
    <message>
        <source>Finds 68 points of a face; every lip model needs them.</source>
        <translation>Findet 68 Punkte eines Gesichts; jedes Lippenmodell braucht sie.</translation>
    </message>
    <message>
        <source>The file is missing.</source>
        <translation>Die Datei fehlt.</translation>
    </message>
    <message>
        <source>Part of Redub; trained on synthetic speech only</source>
        <translation>Teil von Redub; nur mit künstlicher Sprache trainiert</translation>
    </message>
    <message>
        <source>%1 million parameters, %2</source>
        <translation>%1 Millionen Parameter, %2</translation>
    </message>
</context>
<context>
    <name>ui::ModelsDialog</name>
    <message>
        <source>&amp;Use This Model</source>
        <translation>Dieses Modell &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Remove...</source>
        <translation>&amp;Entfernen...</translation>
    </message>
    <message>
        <source>&amp;Import...</source>
        <translation>&amp;Importieren...</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Reads every number of the model and runs it once.</source>
        <translation>Liest jede Zahl des Modells und führt es einmal aus.</translation>
    </message>
    <message>
        <source>Takes in a checkpoint (.pth, .pt, .safetensors). It can be dropped here, too.</source>
        <translation>Nimmt einen Checkpoint auf (.pth, .pt, .safetensors). Er kann auch hier abgelegt werden.</translation>
    </message>
    <message>
        <source>In Use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Import Model</source>
        <translation>Modell importieren</translation>
    </message>
    <message>
        <source>Checkpoints (*.pth *.pt *.safetensors);;All files (*)</source>
        <translation>Checkpoints (*.pth *.pt *.safetensors);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>Imported. Please read its terms; it can be used when you have accepted them.</source>
        <translation>Importiert. Bitte die Bedingungen lesen; nach ihrer Annahme kann es verwendet werden.</translation>
    </message>
    <message>
        <source>Test of %1</source>
        <translation>Prüfung von %1</translation>
    </message>
    <message>
        <source>It works: %1. Checksum %2.</source>
        <translation>Es funktioniert: %1. Prüfsumme %2.</translation>
    </message>
    <message>
        <source>Remove Model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>Remove the model %1? Its file is deleted.</source>
        <translation>Das Modell %1 entfernen? Seine Datei wird gelöscht.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>ui::NoticeBar</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>What the notice offers</source>
        <translation>Was der Hinweis anbietet</translation>
    </message>
    <message>
        <source>Close the notice</source>
        <translation>Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>ui::OpenClip</name>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>Gesichter suchen</translation>
    </message>
</context>
<context>
    <name>ui::Opener</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Everything Redub reads (*);;Videos and pictures (*.mp4 *.mov *.mkv *.webm *.avi *.mpg *.ts *.jpg *.png);;Sound (*.wav *.mp3 *.flac *.m4a *.ogg *.opus);;Redub projects (*.redub)</source>
        <translation>Alles, was Redub liest (*);;Videos und Bilder (*.mp4 *.mov *.mkv *.webm *.avi *.mpg *.ts *.jpg *.png);;Ton (*.wav *.mp3 *.flac *.m4a *.ogg *.opus);;Redub-Projekte (*.redub)</translation>
    </message>
    <message>
        <source>There are no files on the clipboard: copy some in a file manager first.</source>
        <translation>In der Zwischenablage sind keine Dateien: bitte zuerst welche in der Dateiverwaltung kopieren.</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <source>Making the sample</source>
        <translation>Beispiel erzeugen</translation>
    </message>
</context>
<context>
    <name>ui::PercentEditor</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Sound and recording</source>
        <translation>Ton und Aufnahme</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>Verarbeitung</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Looking for devices</source>
        <translation>Geräte suchen</translation>
    </message>
</context>
<context>
    <name>ui::Preview</name>
    <message>
        <source>original picture</source>
        <translation>Originalbild</translation>
    </message>
    <message>
        <source>dubbed picture</source>
        <translation>synchronisiertes Bild</translation>
    </message>
    <message>
        <source>wipe between original and dubbed picture</source>
        <translation>geteiltes Bild aus Original und synchronisiertem Bild</translation>
    </message>
    <message>
        <source>original and dubbed picture side by side</source>
        <translation>Original und synchronisiertes Bild nebeneinander</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>%1, face %2 chosen</source>
        <translation>%1, Gesicht %2 gewählt</translation>
    </message>
    <message>
        <source>Face %1: click to choose whose lips the lines move</source>
        <translation>Gesicht %1: anklicken, um zu wählen, wessen Lippen die Zeilen bewegen</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Not dubbed here</source>
        <translation>Hier nicht synchronisiert</translation>
    </message>
    <message>
        <source>Dubbed</source>
        <translation>Synchronisiert</translation>
    </message>
</context>
<context>
    <name>ui::ProcessingPage</name>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>C&amp;lear Cache</source>
        <translation>L&amp;eeren</translation>
    </message>
    <message>
        <source>&amp;Cache:</source>
        <translation>&amp;Zwischenspeicher:</translation>
    </message>
    <message>
        <source>Lip models run &amp;on:</source>
        <translation>&amp;Lippenmodelle laufen auf:</translation>
    </message>
    <message>
        <source>One per core</source>
        <translation>Einer je Kern</translation>
    </message>
    <message>
        <source>Deletes new lips and waveforms; they are made again when needed.</source>
        <translation>Löscht neue Lippen und Wellenformen; sie werden bei Bedarf neu erzeugt.</translation>
    </message>
    <message>
        <source>Processor &amp;threads:</source>
        <translation>Prozessor-&amp;Threads:</translation>
    </message>
</context>
<context>
    <name>ui::ProjectFiles</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Nicht gespeicherte Änderungen</translation>
    </message>
    <message>
        <source>The project has unsaved changes. Save them?</source>
        <translation>Das Projekt hat nicht gespeicherte Änderungen. Speichern?</translation>
    </message>
    <message>
        <source>Save project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Redub projects (*.redub)</source>
        <translation>Redub-Projekte (*.redub)</translation>
    </message>
    <message>
        <source>Recover a project</source>
        <translation>Projekt wiederherstellen</translation>
    </message>
    <message>
        <source>Redub did not end as it should. It kept %1, as of %2.

Open it?</source>
        <translation>Redub wurde nicht richtig beendet. Gesichert ist %1, Stand %2.

Öffnen?</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Throw it away</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>A file is missing</source>
        <translation>Eine Datei fehlt</translation>
    </message>
    <message>
        <source>%1 is not where it was:
%2

Where is it now?</source>
        <translation>%1 ist nicht mehr am alten Ort:
%2

Wo ist die Datei jetzt?</translation>
    </message>
    <message>
        <source>&amp;Look for it...</source>
        <translation>&amp;Suchen...</translation>
    </message>
    <message>
        <source>&amp;Go on without</source>
        <translation>&amp;Ohne sie weiter</translation>
    </message>
    <message>
        <source>Where is %1?</source>
        <translation>Wo ist %1?</translation>
    </message>
    <message>
        <source>%1 (*%2);;All files (*)</source>
        <translation>%1 (*%2);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Find media</source>
        <translation>Medien suchen</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 is being opened: its disk is slow.</source>
        <translation>%1 wird geöffnet: Die Festplatte ist langsam.</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>%1 is being saved: its disk is slow.</source>
        <translation>%1 wird gespeichert: Die Festplatte ist langsam.</translation>
    </message>
    <message>
        <source>It is not certain that %1 will be saved: its disk did not answer.</source>
        <translation>Es ist nicht sicher, dass %1 gespeichert wird: Die Festplatte hat nicht geantwortet.</translation>
    </message>
</context>
<context>
    <name>ui::RecordPanel</name>
    <message>
        <source>Three &amp;beeps before a take</source>
        <translation>Drei &amp;Töne vor einem Take</translation>
    </message>
    <message>
        <source>&amp;Original sound in the headphones</source>
        <translation>&amp;Originalton im Kopfhörer</translation>
    </message>
    <message>
        <source>&amp;Loop between in and out point</source>
        <translation>Zwischen In- und Out-Punkt &amp;wiederholen</translation>
    </message>
    <message>
        <source>Speak where the fourth beep would be.</source>
        <translation>Der Einsatz ist da, wo der vierte Ton wäre.</translation>
    </message>
    <message>
        <source>Wear headphones, or the microphone hears it, too.</source>
        <translation>Nur mit Kopfhörer, sonst hört ihn auch das Mikrofon.</translation>
    </message>
    <message>
        <source>Each round becomes a take of the same line.</source>
        <translation>Jede Runde wird ein Take derselben Zeile.</translation>
    </message>
    <message>
        <source>Get ready: %1</source>
        <translation>Achtung: %1</translation>
    </message>
    <message>
        <source>The latency is being measured.</source>
        <translation>Die Latenz wird gemessen.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Opening the microphone...</source>
        <translation>Mikrofon wird geöffnet...</translation>
    </message>
    <message>
        <source>Get ready...</source>
        <translation>Achtung...</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Wird gesichert...</translation>
    </message>
    <message>
        <source>Records a take at the in point, else at the playhead</source>
        <translation>Nimmt einen Take am In-Punkt auf, sonst an der Abspielposition</translation>
    </message>
</context>
<context>
    <name>ui::RecordSession</name>
    <message>
        <source>There is no picture to speak to: open a video first.</source>
        <translation>Es gibt kein Bild, zu dem gesprochen werden kann: bitte zuerst ein Video öffnen.</translation>
    </message>
    <message>
        <source>There is too little between in and out point: move them apart.</source>
        <translation>Zwischen In- und Out-Punkt ist zu wenig: bitte auseinanderziehen.</translation>
    </message>
    <message>
        <source>The playhead is at the end: move it to where the line begins.</source>
        <translation>Die Abspielposition ist am Ende: bitte dorthin setzen, wo die Zeile beginnt.</translation>
    </message>
    <message>
        <source>No sound comes from the microphone: choose another one, or plug it in again.</source>
        <translation>Vom Mikrofon kommt kein Ton: bitte ein anderes wählen oder es neu anstecken.</translation>
    </message>
    <message>
        <source>The video does not play: close it and open it again.</source>
        <translation>Das Video läuft nicht: bitte schließen und neu öffnen.</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Saving the take</source>
        <translation>Take wird gesichert</translation>
    </message>
    <message>
        <source>Record Line</source>
        <translation>Zeile aufnehmen</translation>
    </message>
    <message>
        <source>Another video was opened: the take was not added. It is kept as %1.</source>
        <translation>Ein anderes Video wurde geöffnet: der Take wurde nicht hinzugefügt. Er liegt in %1.</translation>
    </message>
    <message>
        <source>%1 What was said until then is kept.</source>
        <translation>%1 Was bis dahin gesprochen wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Nothing was recorded. %1</source>
        <translation>Nichts wurde aufgenommen. %1</translation>
    </message>
    <message>
        <source>Preparing the take</source>
        <translation>Aufnahme vorbereiten</translation>
    </message>
</context>
<context>
    <name>ui::RecordView</name>
    <message>
        <source>&amp;Stop Recording</source>
        <translation>Aufnahme &amp;stoppen</translation>
    </message>
</context>
<context>
    <name>ui::ReportCard</name>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ui::SettingRow</name>
    <message>
        <source>Reset: %1</source>
        <translation>Zurücksetzen: %1</translation>
    </message>
    <message>
        <source>What is this: %1</source>
        <translation>Was ist das: %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutSheet</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutsPage</name>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset A&amp;ll</source>
        <translation>A&amp;lle zurücksetzen</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>First key</source>
        <translation>Erste Taste</translation>
    </message>
    <message>
        <source>Second key</source>
        <translation>Zweite Taste</translation>
    </message>
    <message>
        <source>Gives this action its usual keys.</source>
        <translation>Gibt dieser Aktion ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>Gives all actions their usual keys.</source>
        <translation>Gibt allen Aktionen ihre üblichen Tasten.</translation>
    </message>
    <message>
        <source>Keys of %1:</source>
        <translation>Tasten für %1:</translation>
    </message>
    <message>
        <source>Choose an action.</source>
        <translation>Bitte eine Aktion wählen.</translation>
    </message>
    <message>
        <source>Some keys belong to two actions: change one of the red lines.</source>
        <translation>Manche Tasten gehören zu zwei Aktionen: bitte eine der roten Einträge ändern.</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>Taste drücken</translation>
    </message>
</context>
<context>
    <name>ui::SoundPage</name>
    <message>
        <source>Three &amp;beeps before a take</source>
        <translation>Drei &amp;Töne vor einem Take</translation>
    </message>
    <message>
        <source>&amp;Original sound in the headphones while recording</source>
        <translation>&amp;Originalton beim Aufnehmen im Kopfhörer</translation>
    </message>
    <message>
        <source>Record the range &amp;again and again, a take each time</source>
        <translation>Den Bereich &amp;immer wieder aufnehmen, jedes Mal ein Take</translation>
    </message>
    <message>
        <source>Looking for devices...</source>
        <translation>Geräte werden gesucht...</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>&amp;Measure...</source>
        <translation>&amp;Messen...</translation>
    </message>
    <message>
        <source>La&amp;tency:</source>
        <translation>&amp;Latenz:</translation>
    </message>
    <message>
        <source>&amp;Playback:</source>
        <translation>&amp;Wiedergabe:</translation>
    </message>
    <message>
        <source>&amp;Recording:</source>
        <translation>A&amp;ufnahme:</translation>
    </message>
    <message>
        <source>&amp;Channel:</source>
        <translation>&amp;Kanal:</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <translation>%1 (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Es wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>All, averaged</source>
        <translation>Alle, gemittelt</translation>
    </message>
    <message>
        <source>If takes come late, measure this or raise it: they are moved earlier by it.</source>
        <translation>Kommen Takes zu spät, hier messen oder erhöhen: um so viel werden sie vorgezogen.</translation>
    </message>
</context>
<context>
    <name>ui::StarEditor</name>
    <message>
        <source>%1: %2 of 5 stars</source>
        <translation>%1: %2 von 5 Sternen</translation>
    </message>
</context>
<context>
    <name>ui::StartPage</name>
    <message>
        <source>Drop</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Dub</source>
        <translation>Synchronisieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Get a file in the quality of your video. It is checked before it counts as done.</source>
        <translation>Eine Datei in der Qualität des Videos. Sie wird geprüft, bevor sie als fertig gilt.</translation>
    </message>
    <message>
        <source>&amp;Open files...</source>
        <translation>Dateien ö&amp;ffnen...</translation>
    </message>
    <message>
        <source>&amp;Try the sample</source>
        <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Makes a talking face and another voice for it, to try everything without files of your own.</source>
        <translation>Erzeugt ein sprechendes Gesicht und eine andere Stimme dazu, um alles ohne eigene Dateien auszuprobieren.</translation>
    </message>
    <message>
        <source>MP4, MOV, MKV, a photo ...   and   WAV, MP3, FLAC, M4A ...</source>
        <translation>MP4, MOV, MKV, ein Foto ...   und   WAV, MP3, FLAC, M4A ...</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>A video with a face, and a voice recording in any language.</source>
        <translation>Ein Video mit einem Gesicht und eine Sprachaufnahme in beliebiger Sprache.</translation>
    </message>
    <message>
        <source>Press Dub: the lips follow the new voice. Watch, move lines, or record your own.</source>
        <translation>Synchronisieren drücken: die Lippen folgen der neuen Stimme. Ansehen, Zeilen verschieben oder eigene aufnehmen.</translation>
    </message>
    <message>
        <source>Drop a video and a voice recording here</source>
        <translation>Video und Sprachaufnahme hier ablegen</translation>
    </message>
</context>
<context>
    <name>ui::TakeList</name>
    <message>
        <source>Take</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>Of the chosen line</source>
        <translation>Der gewählten Zeile</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>All takes</source>
        <translation>Alle Takes</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, in use</source>
        <translation>%1, in Gebrauch</translation>
    </message>
    <message>
        <source>Recorded %1</source>
        <translation>Aufgenommen %1</translation>
    </message>
    <message>
        <source>Click a star, or press 0 to 5</source>
        <translation>Stern anklicken oder 0 bis 5 drücken</translation>
    </message>
</context>
<context>
    <name>ui::TakesBox</name>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use this take for the chosen line (Return)</source>
        <translation>Diesen Take für die gewählte Zeile verwenden (Eingabetaste)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Use this take and play the line</source>
        <translation>Diesen Take verwenden und die Zeile abspielen</translation>
    </message>
    <message>
        <source>Previous take</source>
        <translation>Voriger Take</translation>
    </message>
    <message>
        <source>Compare: the take before</source>
        <translation>Vergleichen: der Take davor</translation>
    </message>
    <message>
        <source>Next take</source>
        <translation>Nächster Take</translation>
    </message>
    <message>
        <source>Compare: the next take</source>
        <translation>Vergleichen: der nächste Take</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename this take (F2)</source>
        <translation>Diesen Take umbenennen (F2)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A line uses this take: give it another one first</source>
        <translation>Eine Zeile verwendet diesen Take: ihr zuerst einen anderen geben</translation>
    </message>
    <message>
        <source>Remove this take from the project; its file stays (Delete)</source>
        <translation>Diesen Take aus dem Projekt entfernen; seine Datei bleibt (Entf)</translation>
    </message>
    <message>
        <source>Choose Take</source>
        <translation>Take wählen</translation>
    </message>
    <message>
        <source>Rate Take</source>
        <translation>Take bewerten</translation>
    </message>
    <message>
        <source>Rename Take</source>
        <translation>Take umbenennen</translation>
    </message>
    <message>
        <source>Remove Take</source>
        <translation>Take entfernen</translation>
    </message>
</context>
<context>
    <name>ui::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Name of the marker</source>
        <translation>Name der Marke</translation>
    </message>
    <message>
        <source>Rename marker</source>
        <translation>Marke umbenennen</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>Zeile teilen</translation>
    </message>
    <message>
        <source>Delete line</source>
        <translation>Zeile löschen</translation>
    </message>
    <message>
        <source>Add voice</source>
        <translation>Neue Stimme</translation>
    </message>
    <message>
        <source>Move line</source>
        <translation>Zeile verschieben</translation>
    </message>
    <message>
        <source>Trim line</source>
        <translation>Zeile kürzen</translation>
    </message>
    <message>
        <source>Fade line</source>
        <translation>Zeile blenden</translation>
    </message>
    <message>
        <source>Move marker</source>
        <translation>Marke verschieben</translation>
    </message>
    <message>
        <source>Change range</source>
        <translation>Bereich ändern</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Original sound</source>
        <translation>Originalton</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Dubbed</source>
        <translation>Synchronisiert</translation>
    </message>
    <message>
        <source>Mute voice</source>
        <translation>Stimme stummschalten</translation>
    </message>
    <message>
        <source>Unmute voice</source>
        <translation>Stimme wieder hören</translation>
    </message>
    <message>
        <source>Whose lips this voice moves</source>
        <translation>Wessen Lippen diese Stimme bewegt</translation>
    </message>
    <message>
        <source>Voice %1 moves the lips of: %2</source>
        <translation>Stimme %1 bewegt die Lippen von: %2</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>Mute voice %1</source>
        <translation>Stimme %1 stummschalten</translation>
    </message>
    <message>
        <source>Another lane of lines, for another face</source>
        <translation>Noch eine Spur für Zeilen eines anderen Gesichts</translation>
    </message>
    <message>
        <source>&amp;Remove Voice and its Lines</source>
        <translation>Stimme und ihre Zeilen &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove voice</source>
        <translation>Stimme entfernen</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>Change gain</source>
        <translation>Pegel ändern</translation>
    </message>
    <message>
        <source>Fades</source>
        <translation>Blenden</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Change fades</source>
        <translation>Blenden ändern</translation>
    </message>
    <message>
        <source>Ta&amp;kes</source>
        <translation>Ta&amp;kes</translation>
    </message>
    <message>
        <source>Choose take</source>
        <translation>Take wählen</translation>
    </message>
    <message>
        <source>&amp;Voice</source>
        <translation>&amp;Stimme</translation>
    </message>
    <message>
        <source>Voice %1: %2</source>
        <translation>Stimme %1: %2</translation>
    </message>
    <message>
        <source>&amp;Split at Playhead</source>
        <translation>An der Abspielposition &amp;teilen</translation>
    </message>
    <message>
        <source>Trim &amp;Start to Playhead</source>
        <translation>&amp;Anfang bis zur Abspielposition kürzen</translation>
    </message>
    <message>
        <source>Trim &amp;End to Playhead</source>
        <translation>&amp;Ende bis zur Abspielposition kürzen</translation>
    </message>
    <message>
        <source>&amp;Gain...</source>
        <translation>&amp;Pegel...</translation>
    </message>
    <message>
        <source>&amp;Fades...</source>
        <translation>&amp;Blenden...</translation>
    </message>
    <message>
        <source>Set &amp;Range to Line</source>
        <translation>Be&amp;reich auf die Zeile setzen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Rename Marker</source>
        <translation>Marke &amp;umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete Marker</source>
        <translation>Marke &amp;löschen</translation>
    </message>
    <message>
        <source>Delete marker</source>
        <translation>Marke löschen</translation>
    </message>
    <message>
        <source>Add &amp;Marker Here</source>
        <translation>Hier &amp;Marke setzen</translation>
    </message>
    <message>
        <source>Add marker</source>
        <translation>Marke setzen</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>Set &amp;In Point Here</source>
        <translation>&amp;In-Punkt hier setzen</translation>
    </message>
    <message>
        <source>Set &amp;Out Point Here</source>
        <translation>&amp;Out-Punkt hier setzen</translation>
    </message>
    <message>
        <source>&amp;Clear Range</source>
        <translation>Bereich auf&amp;heben</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Open a video, or drop one here, to begin</source>
        <translation>Zum Beginnen ein Video öffnen oder hier ablegen</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>In der Zeit rollen</translation>
    </message>
    <message>
        <source>Scroll over the lanes</source>
        <translation>Über die Spuren rollen</translation>
    </message>
    <message>
        <source>%1, %2 to %3, voice %4</source>
        <translation>%1, %2 bis %3, Stimme %4</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Position %1</source>
        <translation>Position %1</translation>
    </message>
    <message>
        <source>Voice %1, %2</source>
        <translation>Stimme %1, %2</translation>
    </message>
    <message>
        <source>Chosen: %1</source>
        <translation>Gewählt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) chosen</source>
        <translation>
            <numerusform>%n Zeile gewählt</numerusform>
            <numerusform>%n Zeilen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Face %1</source>
        <translation>Gesicht %1</translation>
    </message>
    <message>
        <source>Face at a place</source>
        <translation>Gesicht an einer Stelle</translation>
    </message>
    <message>
        <source>Main face</source>
        <translation>Hauptgesicht</translation>
    </message>
    <message>
        <source>No face is seen: these pictures stay as they are.</source>
        <translation>Kein Gesicht ist zu sehen: diese Bilder bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Face %1 is smaller than %2 pixels: its mouth may become soft.</source>
        <translation>Gesicht %1 ist kleiner als %2 Pixel: sein Mund kann weich werden.</translation>
    </message>
    <message>
        <source>Face %1 is turned aside: its mouth may not look right.</source>
        <translation>Gesicht %1 ist abgewandt: sein Mund sieht vielleicht nicht richtig aus.</translation>
    </message>
    <message>
        <source>Another shot begins here (%1).</source>
        <translation>Hier beginnt eine andere Einstellung (%1).</translation>
    </message>
    <message>
        <source>Face %1 is seen</source>
        <translation>Gesicht %1 ist zu sehen</translation>
    </message>
    <message>
        <source>Nothing is dubbed here.</source>
        <translation>Hier wird nichts synchronisiert.</translation>
    </message>
    <message>
        <source>Dubbed.</source>
        <translation>Synchronisiert.</translation>
    </message>
    <message>
        <source>Not dubbed yet.</source>
        <translation>Noch nicht synchronisiert.</translation>
    </message>
    <message>
        <source>Dubbed before the last changes.</source>
        <translation>Vor den letzten Änderungen synchronisiert.</translation>
    </message>
    <message>
        <source>Filled: dubbed. Hatched: dubbed before the last changes. Hollow: not dubbed yet. Line: nothing to dub.</source>
        <translation>Gefüllt: synchronisiert. Schraffiert: vor den letzten Änderungen synchronisiert. Hohl: noch nicht synchronisiert. Linie: nichts zu synchronisieren.</translation>
    </message>
    <message>
        <source>Drag to fade in</source>
        <translation>Ziehen zum Einblenden</translation>
    </message>
    <message>
        <source>Drag to fade out</source>
        <translation>Ziehen zum Ausblenden</translation>
    </message>
    <message>
        <source>In point %1</source>
        <translation>In-Punkt %1</translation>
    </message>
    <message>
        <source>Out point %1</source>
        <translation>Out-Punkt %1</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 von %3)</translation>
    </message>
</context>
<context>
    <name>ui::TransportBar</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>ui::WaveformCache</name>
    <message>
        <source>Reading sound</source>
        <translation>Ton lesen</translation>
    </message>
</context>
</TS>
