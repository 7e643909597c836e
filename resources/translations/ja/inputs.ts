<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/inputs/dropped.py</name>
    <message>
        <source>That is the address of a picture, and nothing is fetched from there: copy the picture itself, or save it and open the file.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/encodings.py</name>
    <message>
        <source>Shift-JIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows-1252</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTF-8 of which bytes were lost or changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no encoding gives a likely text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows-%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/files.py</name>
    <message>
        <source>This</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may not be listed. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes too long to read. Save it anew, smaller, and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder. Open a %2 inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a device or a pipe. Open a %2 file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found. Choose another %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 may not be read. Change its permissions or choose another %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read. Open a copy on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/fit.py</name>
    <message>
        <source>A model's input needs at least one pixel a side, not %1×%2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/images.py</name>
    <message>
        <source>2 GB. Save it smaller and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an 8-bit picture: %1 of shape %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture to paste. Copy one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no pixels. Give another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged. Give another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has more than %2 megapixels. Save it smaller and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 bands, which need tifffile (pip install tifffile), or save three of them as PNG and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file ends too early: a part of the picture is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs more memory than is free. Save it smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first frame of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ends too early. Open another copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged or of a rare kind. Save it as PNG and open that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save it as JPEG or PNG and open that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a photo. Open a PNG, JPEG, WebP, BMP, GIF or TIFF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has %2 scans, too many to read. Save it again as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scaled down from %1 × %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/kinds.py</name>
    <message>
        <source>a HEIC photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a HEIF photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an AVIF photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JPEG XL photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a JPEG 2000 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Photoshop file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a FITS file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a GIMP file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PGM picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PPM picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an icon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a raw photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a NumPy array</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a DICOM file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a NIfTI file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export it as PNG and open that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export the page as PNG and open that</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/regions.py</name>
    <message>
        <source>%1 is too large for a file of boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read as boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no boxes: they are written as [[x0, y0, x1, y1], …], as shares of the sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no boxes of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask %1 has %2 × %3 pixels, the photo %4 × %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no picture and no JSON of boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask %1 is black all over: white is within.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/science.py</name>
    <message>
        <source>%1, %2, cannot be read (%3). Save it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first of %1 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds more than %2 million values. Save a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds no array. Save a picture in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first array, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needs %2, which is not installed: pip install %3, or save it as PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, a DICOM file,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NumberOfFrames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its lowest value is white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the window that its file names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, a NIfTI file,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slice %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/srgb.py</name>
    <message>
        <source>transparent parts laid on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour profile not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>colour profile %1 converted to sRGB</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/text.py</name>
    <message>
        <source>TextError</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TextFile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 MB. Open a part of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has nothing but white space in it. Open another text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was read as %2, a guess. Save it as UTF-8 if wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 control character%2 left out of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a text. Open a plain text file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is damaged or in an unknown encoding. Save it as UTF-8 and open that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/values.py</name>
    <message>
        <source>values %1 to %2 shown as black to white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 holds %2 of %3, which is no picture. Save one picture, height × width, with its bands last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no band %2: bands go from 1 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bands %1 of %2 as red, green and blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>band 1 of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bands 1, 2, 3 of %1 as red, green and blue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
