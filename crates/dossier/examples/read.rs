fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let read = detente_dossier::read(std::path::Path::new(&folder)).unwrap();
    println!("{}", detente_dossier::render(&read.diagnostics, &read.texts, false));
    if std::env::args().nth(2).is_some() { println!("{:#?}", read.dispute); }
}
