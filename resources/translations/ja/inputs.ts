<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>explorer/inputs/dropped.py</name>
    <message>
        <source>That is the address of a picture, and nothing is fetched from there: copy the picture itself, or save it and open the file.</source>
        <translation>それは画像のアドレスで、そこからは何も取得しません。画像そのものをコピーするか、保存してそのファイルを開いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/encodings.py</name>
    <message>
        <source>Shift-JIS</source>
        <translation>Shift-JIS</translation>
    </message>
    <message>
        <source>Windows-1252</source>
        <translation>Windows-1252</translation>
    </message>
    <message>
        <source>damaged UTF-8</source>
        <translation>壊れた UTF-8</translation>
    </message>
    <message>
        <source>UTF-8 of which bytes were lost or changed</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>no encoding gives a likely text</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Windows-%1</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/files.py</name>
    <message>
        <source>This</source>
        <translation>これ</translation>
    </message>
    <message>
        <source>%1 was not found. Choose another folder.</source>
        <translation>%1 が見つかりません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 is not a folder. Choose another.</source>
        <translation>%1 はフォルダではありません。別のものを選んでください。</translation>
    </message>
    <message>
        <source>%1 may not be listed. Choose another folder.</source>
        <translation>%1 の中身を見る権限がありません。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <source>%1 takes too long to read. Save it anew, smaller, and open that.</source>
        <translation>%1 の読み取りに時間がかかりすぎます。小さくして保存し直し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 is a folder. Open a %2 inside it.</source>
        <translation>%1 はフォルダです。中の%L2を開いてください。</translation>
    </message>
    <message>
        <source>%1 is a device or a pipe. Open a %2 file.</source>
        <translation>%1 はデバイスかパイプです。%L2のファイルを開いてください。</translation>
    </message>
    <message>
        <source>%1 is empty. Open another copy of it.</source>
        <translation>%1 は空です。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 is larger than %2</source>
        <translation>%1 は大きすぎます。上限は %L2</translation>
    </message>
    <message>
        <source>%1 stands at an address, from which nothing is fetched. Save it and open the file.</source>
        <translation>%1 はインターネット上のアドレスで、そこからは取得しません。保存したファイルを開いてください。</translation>
    </message>
    <message>
        <source>%1 was not found. Choose another %2.</source>
        <translation>%1 が見つかりません。別の%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 may not be read. Change its permissions or choose another %2.</source>
        <translation>%1 を読む権限がありません。アクセス権を変えるか、別の%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 is a link that leads back to itself. Choose another %2.</source>
        <translation>%1 は自分自身に戻るリンクです。別の%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 could not be read. Open a copy on another disk.</source>
        <translation>%1 を読み取れませんでした。別のディスクにあるコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 はファイルではありません。</translation>
    </message>
    <message>
        <source>%1 is a folder, a device or a pipe. Choose %2.</source>
        <translation>%1 はフォルダー、デバイス、またはパイプです。%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 is not there. Choose %2.</source>
        <translation>%1 が見つかりません。%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 may not be read. Change its permissions, or choose %2.</source>
        <translation>%1 を読み取る権限がありません。アクセス権を変更するか、%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 could not be read. Choose %2 on another disk.</source>
        <translation>%1 を読み取れませんでした。別のディスクにある%L2を選んでください。</translation>
    </message>
    <message>
        <source>%1 is larger than %2 bytes.</source>
        <translation>%1 は %2 バイトを超えています。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/fit.py</name>
    <message>
        <source>A model's input needs at least one pixel a side, not %1×%2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
</context>
<context>
    <name>explorer/inputs/frames.py</name>
    <message>
        <source>%1 has more than %2 frames. Cut it and open a part.</source>
        <translation>%1 は %2 コマを超えています。切り分けて一部を開いてください。</translation>
    </message>
    <message>
        <source>2 GB. Save it smaller and open that.</source>
        <translation>2 GB です。小さくして保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>全 %2 フレームの %1 番目</translation>
    </message>
    <message>
        <source>A frame of %1 is damaged. Open another copy of it.</source>
        <translation>%1 のコマが壊れています。別のコピーを開いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/images.py</name>
    <message>
        <source>more than %1</source>
        <translation>%1 超</translation>
    </message>
    <message>
        <source>first frame of %1</source>
        <translation>全 %L1 フレームの最初のもの</translation>
    </message>
    <message>
        <source>Not an 8-bit picture: %1 of shape %2.</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>There is no picture to paste. Copy one first.</source>
        <translation>貼り付ける画像がありません。先に画像をコピーしてください。</translation>
    </message>
    <message>
        <source>%1 has no pixels. Give another picture.</source>
        <translation>%1 にはピクセルがありません。別の画像にしてください。</translation>
    </message>
    <message>
        <source>%1 is damaged. Give another picture.</source>
        <translation>%1 は壊れています。別の画像にしてください。</translation>
    </message>
    <message>
        <source>%1 has more than %2 megapixels. Save it smaller and open that.</source>
        <translation>%1 は %2 メガピクセルを超えています。小さくして保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>%1 has %2 bands, and is damaged or of a rare kind. Save three of them as PNG and open that.</source>
        <translation>%1 には %2 バンドあり、破損しているか珍しい種類です。3 つのバンドを PNG で保存して開いてください。</translation>
    </message>
    <message>
        <source>the file ends too early: a part of the picture is missing</source>
        <translation>ファイルが途中で終わっていて、画像の一部がありません</translation>
    </message>
    <message>
        <source>%1 needs more memory than is free. Save it smaller.</source>
        <translation>%1 にはメモリの空きが足りません。小さくして保存してください。</translation>
    </message>
    <message>
        <source>ends too early</source>
        <translation>は途中で終わっています</translation>
    </message>
    <message>
        <source>is damaged</source>
        <translation>は壊れています</translation>
    </message>
    <message>
        <source>%1 %2. Open another copy of it.</source>
        <translation>%1 %L2。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 ends too early. Open another copy of it.</source>
        <translation>%1 は途中で終わっています。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>%1 is damaged or of a rare kind. Save it as PNG and open that.</source>
        <translation>%1 は壊れているか、珍しい種類です。PNG で保存し、それを開いてください。</translation>
    </message>
    <message>
        <source>save it as JPEG or PNG and open that</source>
        <translation>JPEG か PNG で保存し、それを開いてください</translation>
    </message>
    <message>
        <source>%1 is not a photo. Open a PNG, JPEG, WebP, BMP, GIF or TIFF file.</source>
        <translation>%1 は写真ではありません。PNG、JPEG、WebP、BMP、GIF、TIFF のファイルを開いてください。</translation>
    </message>
    <message>
        <source>%1 has %2 scans, too many to read. Save it again as PNG.</source>
        <translation>%1 にはスキャンが %2 回分あり、多すぎて読めません。PNG で保存し直してください。</translation>
    </message>
    <message>
        <source>%1 is damaged: it claims %2 × %3 pixels and holds fewer. Open another copy of it.</source>
        <translation>%1 は破損しています。%2 × %3 ピクセルとありますが、それより少ない内容しかありません。別のコピーを開いてください。</translation>
    </message>
    <message>
        <source>scaled down from %1 × %2</source>
        <translation>%1 × %2 から縮小</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/kinds.py</name>
    <message>
        <source>a HEIC photo</source>
        <translation>HEIC の写真</translation>
    </message>
    <message>
        <source>a HEIF photo</source>
        <translation>HEIF の写真</translation>
    </message>
    <message>
        <source>an AVIF photo</source>
        <translation>AVIF の写真</translation>
    </message>
    <message>
        <source>a JPEG XL photo</source>
        <translation>JPEG XL の写真</translation>
    </message>
    <message>
        <source>a JPEG 2000 photo</source>
        <translation>JPEG 2000 の写真</translation>
    </message>
    <message>
        <source>a Photoshop file</source>
        <translation>Photoshop のファイル</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>a FITS file</source>
        <translation>FITS ファイル</translation>
    </message>
    <message>
        <source>a GIMP file</source>
        <translation>GIMP のファイル</translation>
    </message>
    <message>
        <source>an HDF5 file</source>
        <translation>HDF5 ファイル</translation>
    </message>
    <message>
        <source>a PGM picture</source>
        <translation>PGM 画像</translation>
    </message>
    <message>
        <source>a PPM picture</source>
        <translation>PPM 画像</translation>
    </message>
    <message>
        <source>an icon</source>
        <translation>アイコン</translation>
    </message>
    <message>
        <source>a raw photo</source>
        <translation>RAW の写真</translation>
    </message>
    <message>
        <source>a NumPy array</source>
        <translation>NumPy の配列</translation>
    </message>
    <message>
        <source>a DICOM file</source>
        <translation>DICOM ファイル</translation>
    </message>
    <message>
        <source>a NIfTI file</source>
        <translation>NIfTI ファイル</translation>
    </message>
    <message>
        <source>an SVG drawing</source>
        <translation>SVG の図</translation>
    </message>
    <message>
        <source>export it as PNG and open that</source>
        <translation>PNG に書き出し、それを開いてください</translation>
    </message>
    <message>
        <source>export the page as PNG and open that</source>
        <translation>そのページを PNG に書き出し、それを開いてください</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/photo_files.py</name>
    <message>
        <source>Left out of %1: %2%3.</source>
        <translation>%1 から除いたもの：%2%L3。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/regions.py</name>
    <message>
        <source>%1 is too large for a file of boxes.</source>
        <translation>%1 は枠のファイルとしては大きすぎます。</translation>
    </message>
    <message>
        <source>%1 cannot be read as boxes.</source>
        <translation>%1 を枠として読み取れません。</translation>
    </message>
    <message>
        <source>%1 holds no boxes: they are written as [[x0, y0, x1, y1], …], as shares of the sides.</source>
        <translation>%1 には枠がありません。枠は [[x0, y0, x1, y1], …] のように、辺に対する割合で書きます。</translation>
    </message>
    <message>
        <source>this photo</source>
        <translation>この写真</translation>
    </message>
    <message>
        <source>%1 has no boxes of %2.</source>
        <translation>%1 に %L2 の枠はありません。</translation>
    </message>
    <message>
        <source>The mask %1 has %2 × %3 pixels, the photo %4 × %5. Scale it to the photo.</source>
        <translation>マスク %1 は %2 × %3 ピクセル、写真は %4 × %5 ピクセルです。マスクを写真の大きさに合わせてください。</translation>
    </message>
    <message>
        <source>%1 is neither a picture nor JSON of boxes. Choose one that is.</source>
        <translation>%1 は画像でも、枠の JSON でもありません。どちらかを選んでください。</translation>
    </message>
    <message>
        <source>The mask %1 is black all over: paint the region white.</source>
        <translation>マスク %1 は全体が黒です。領域を白く塗ってください。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/science.py</name>
    <message>
        <source>%1, %2, cannot be read (%3). Save it anew.</source>
        <translation>%L2 %1 を読み取れません（%3）。保存し直してください。</translation>
    </message>
    <message>
        <source>%1, a TIFF of many bands or of a rare kind,</source>
        <translation>バンドの多い、または珍しい種類の TIFF である %1</translation>
    </message>
    <message>
        <source>first of %1 pictures</source>
        <translation>全 %1 枚の最初の画像</translation>
    </message>
    <message>
        <source>%1 holds more than %2 million values. Save a part.</source>
        <translation>%1 の値は %2 百万個を超えています。一部だけを保存してください。</translation>
    </message>
    <message>
        <source>%1 holds no array. Save a picture in it.</source>
        <translation>%1 には配列がありません。画像を入れて保存してください。</translation>
    </message>
    <message>
        <source>first array, %1</source>
        <translation>最初の配列 %1</translation>
    </message>
    <message>
        <source>Or save the picture as PNG.</source>
        <translation>または、画像を PNG で保存してください。</translation>
    </message>
    <message>
        <source>%1, a DICOM file,</source>
        <translation>DICOM ファイル %1</translation>
    </message>
    <message>
        <source>NumberOfFrames</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>its lowest value is white</source>
        <translation>最小値を白とする</translation>
    </message>
    <message>
        <source>in the window that its file names</source>
        <translation>ファイルが指定する階調範囲</translation>
    </message>
    <message>
        <source>PixelData</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>FloatPixelData</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>DoubleFloatPixelData</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1, a DICOM file, holds no picture, or ends before it. Open another one.</source>
        <translation>DICOM ファイル %1 には画像がないか、その手前で終わっています。別のファイルを開いてください。</translation>
    </message>
    <message>
        <source>TransferSyntaxUID</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1, a DICOM file, does not say how its picture is stored: it has no transfer syntax. Export it anew, or save the picture as PNG.</source>
        <translation>DICOM ファイル %1 には画像の格納形式（転送構文）が書かれていません。書き出し直すか、画像を PNG で保存してください。</translation>
    </message>
    <message>
        <source>%1, a DICOM file, is packed as %2, which cannot be read. Save the picture as PNG.</source>
        <translation>DICOM ファイル %1 は読み込めない形式（%2）で圧縮されています。画像を PNG で保存してください。</translation>
    </message>
    <message>
        <source>%1, a DICOM file, is packed as %2, which other packages unpack: pip install %3, or save the picture as PNG.</source>
        <translation>DICOM ファイル %1 は %2 で圧縮されており、展開には別のパッケージが必要です。pip install %3 を実行するか、画像を PNG で保存してください。</translation>
    </message>
    <message>
        <source>%1, a NIfTI file,</source>
        <translation>NIfTI ファイル %1</translation>
    </message>
    <message>
        <source>slice %1 of %2</source>
        <translation>全 %2 スライスの %1 番目</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/srgb.py</name>
    <message>
        <source>transparent parts laid on white</source>
        <translation>透明な部分は白に重ねた</translation>
    </message>
    <message>
        <source>colour profile not usable</source>
        <translation>カラープロファイルは使えない</translation>
    </message>
    <message>
        <source>colour profile %1 converted to sRGB</source>
        <translation>カラープロファイル %1 を sRGB に変換</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/text.py</name>
    <message>
        <source>TextError</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>TextFile</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>5 MB. Open a part of it.</source>
        <translation>5 MB です。その一部を開いてください。</translation>
    </message>
    <message>
        <source>%1 has nothing but white space in it. Open another text.</source>
        <translation>%1 には空白しかありません。別のテキストを開いてください。</translation>
    </message>
    <message>
        <source>%1 was read as %2, a guess. Save it as UTF-8 if wrong.</source>
        <translation>%1 は推測して %2 として読みました。違う場合は UTF-8 で保存してください。</translation>
    </message>
    <message>
        <source>s were</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>was</source>
        <translatorcomment>not shown</translatorcomment>
        <translation></translation>
    </message>
    <message>
        <source>%1 control character%2 left out of %3.</source>
        <translation>%3 の制御文字 %1 個を除きました。</translation>
    </message>
    <message>
        <source>%1 is not a text. Open a plain text file.</source>
        <translation>%1 はテキストではありません。プレーンテキストのファイルを開いてください。</translation>
    </message>
    <message>
        <source>%1 is damaged or in an unknown encoding. Save it as UTF-8 and open that.</source>
        <translation>%1 は壊れているか、文字コードが分かりません。UTF-8 で保存し、それを開いてください。</translation>
    </message>
</context>
<context>
    <name>explorer/inputs/values.py</name>
    <message>
        <source>it has no bands to choose from, and is shown in its own colours</source>
        <translation>選べるバンドがないため、元の色で表示</translation>
    </message>
    <message>
        <source>its values are of 8 bits, and are shown as they are</source>
        <translation>値は 8 ビットのため、そのまま表示</translation>
    </message>
    <message>
        <source>values %1 to %2 shown as black to white</source>
        <translation>値 %1 〜 %2 を黒〜白で表示</translation>
    </message>
    <message>
        <source>%1 of %2 values are NaN or infinite, NaN shown as black</source>
        <translation>%2 個の値のうち %1 個は NaN か無限大です（NaN は黒で表示）</translation>
    </message>
    <message>
        <source>no side</source>
        <translation>辺なし</translation>
    </message>
    <message>
        <source>%1 holds %2 of %3, which is no picture. Save one picture, height × width, with its bands last.</source>
        <translation>%1 の中身は %L3 の %2 で、画像ではありません。画像 1 枚を、高さ × 幅の順で、バンドを最後にして保存してください。</translation>
    </message>
    <message>
        <source>%1 has no band %2: bands go from 1 to %3.</source>
        <translation>%1 にバンド %2 はありません。バンドは 1 から %3 までです。</translation>
    </message>
    <message>
        <source>bands %1 of %2 as red, green and blue</source>
        <translation>全 %2 バンドのうち %1 を赤・緑・青とする</translation>
    </message>
    <message>
        <source>band 1 of %1</source>
        <translation>全 %1 バンドのうち 1</translation>
    </message>
    <message>
        <source>bands 1, 2, 3 of %1 as red, green and blue</source>
        <translation>全 %1 バンドのうち 1・2・3 を赤・緑・青とする</translation>
    </message>
</context>
</TS>
