<?php
/**
 * Media: title, caption and description of files.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * A file is live as soon as it is there. A new one whose words are refused is kept private; an old one keeps its words.
 */
final class Attachment_Guard {
	const TEXTS = array( 'post_title', 'post_content', 'post_excerpt' );

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * Verdict on a new file that has no id yet.
	 *
	 * @var Verdict|null
	 */
	private $refused;

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'wp_insert_attachment_data', array( $this, 'check' ), PHP_INT_MAX, 2 );
		add_action( 'add_attachment', array( $this, 'hold_new' ), PHP_INT_MIN );
	}

	/**
	 * Judges the words of a file.
	 *
	 * @param array $data    Fields, slashed.
	 * @param array $postarr What was given to wp_insert_attachment(), slashed.
	 */
	public function check( $data, $postarr ) {
		if ( ! in_array( $data['post_status'], array( 'inherit', 'private', 'publish' ), true ) ) {
			return $data;
		}
		$id    = isset( $postarr['ID'] ) ? (int) $postarr['ID'] : 0;
		$old   = $id ? get_post( $id ) : null;
		$plain = array_merge( wp_unslash( $data ), array( 'ID' => $id ) );
		$draft = Draft::of( $plain );
		if ( $old && Draft::stored( $old )->same_text( $draft ) && $old->post_status === $data['post_status'] ) {
			return $data;
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed || ( ! $old && ! $verdict->answered() && '' === $plain['post_content'] . $plain['post_excerpt'] ) ) {
			return $data; // A bare upload has no words yet.
		}
		if ( ! $old ) {
			$data['post_status'] = 'private';
			$this->refused       = $verdict;
			return $data;
		}
		$words = array();
		foreach ( self::TEXTS as $key ) {
			$words[ $key ] = $plain[ $key ];
			$data[ $key ]  = wp_slash( $old->$key );
		}
		$data['post_status'] = $old->post_status;
		$this->plugin->holds->hold( $id, $verdict, 'meta', array( 'words' => $words ) );
		return $data;
	}

	/**
	 * Holds a new file that was refused, now that it has an id.
	 *
	 * @param int $post_id Id.
	 */
	public function hold_new( $post_id ) {
		if ( $this->refused ) {
			$this->plugin->holds->hold( $post_id, $this->refused, 'refused' );
			$this->refused = null;
		}
	}
}
